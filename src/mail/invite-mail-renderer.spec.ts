import { MAIL_KINDS, type MailKind } from '../ledger/invite-batch.entity';
import { type Language, LANGUAGES } from '../texts/languages';
import { mailTextsOf } from '../texts/mail/by-language';
import { type InviteCopy, InviteMailRenderer } from './invite-mail-renderer';

const LINK = 'https://parley.example.com/interview/Z0p4bEFJd1F2c0tXb1hTdUZ4cUpLdw';
const OPT_OUT = 'https://parley.example.com/unsubscribe/Qm9vMDEyMzQ1Njc4OTAxMjM0';
const COPY: InviteCopy = {
  kind: 'invite',
  language: 'en',
  topic: 'Weekly planning',
  subject: '',
  message: '',
  deadline: null,
  timeZone: 'UTC',
  senderName: 'Ada Lovelace',
};
const KINDS_AND_LANGUAGES = MAIL_KINDS.flatMap((kind) =>
  LANGUAGES.map((language): [MailKind, Language] => [kind, language]),
);

describe('InviteMailRenderer', () => {
  const renderer = new InviteMailRenderer();
  const render = (
    copy: Partial<InviteCopy> = {},
    userName = 'Grace Hopper',
    unsubscribeUrl: string | null = OPT_OUT,
  ) => renderer.render({ ...COPY, ...copy }, { userName, interviewUrl: LINK, unsubscribeUrl });
  const spaced = (text: string) => text.replace(/\s+/g, ' ');

  it('asks for five minutes about the topic by default', () => {
    const { subject, html, text } = render();
    expect(subject).toBe('Got 5 minutes to talk about Weekly planning?');
    for (const body of [html, text]) {
      expect(body).toContain('Hello Grace Hopper,');
      expect(body).toContain('Weekly planning');
      expect(body).toContain('It is a casual chat of about five minutes.');
      expect(body).toContain('Ada Lovelace');
      expect(body).toContain(LINK);
      expect(body).not.toMatch(/\{\{|undefined|\[object/);
    }
  });

  it.each<[string, Partial<InviteCopy>, string]>([
    ['its own', { subject: ' A question ' }, 'A question'],
    ['the default for a blank one', { subject: '  ' }, 'Got 5 minutes to talk about Weekly planning?'],
    [
      'the default for one with a link',
      { subject: 'evil.com' },
      'Got 5 minutes to talk about Weekly planning?',
    ],
    [
      'the default for one of two lines',
      { subject: 'a\nBcc: b' },
      'Got 5 minutes to talk about Weekly planning?',
    ],
    ['no topic that has a link', { topic: 'evil.com' }, 'Got 5 minutes for a quick research interview?'],
    ['no topic that has markup', { topic: '<b>x</b>' }, 'Got 5 minutes for a quick research interview?'],
    ['a topic of several lines on one', { topic: ' a \n\n b\tc ' }, 'Got 5 minutes to talk about a b c?'],
  ])('has as subject %s', (_what, copy, subject) => {
    expect(render(copy).subject).toBe(subject);
  });

  it('cuts a long topic at 200 characters, never through a character', () => {
    const topicIn = (topic: string) =>
      render({ topic }).subject.slice('Got 5 minutes to talk about '.length, -1);
    expect(topicIn('x'.repeat(200))).toBe('x'.repeat(200));
    expect(topicIn('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
    expect(topicIn('😀'.repeat(5000))).toBe(`${'😀'.repeat(199)}…`);
    expect(topicIn(`x${'😀'.repeat(5000)}`).isWellFormed()).toBe(true);
    expect(topicIn(`${'x'.repeat(198)}  y${'z'.repeat(50)}`)).toBe(`${'x'.repeat(198)}…`);
  });

  it('leaves a link out of a long topic, wherever it is cut', () => {
    expect(render({ topic: `${'x '.repeat(90)} evil.com` }).subject).not.toContain('evil');
  });

  it("replaces the default body by the researcher's message, line by line", () => {
    const { html, text } = render({ message: '\nFirst & second\n\nthird\r\nfourth\n' });
    expect(text).toContain('Hello Grace Hopper,\n\nFirst & second\n\nthird\nfourth\n');
    expect(html).toContain('First &amp; second');
    expect(html.indexOf('third')).toBeGreaterThan(html.indexOf('second'));
    for (const body of [html, text]) expect(body).not.toContain('casual chat');
  });

  it.each(['see evil.com', 'go https://x', '<b>', 'a\u200bb', 'a\u0007b'])(
    'falls back to the default body for the message %j',
    (message) => {
      const { html, text } = render({ message });
      for (const body of [html, text]) {
        expect(body).toContain('casual chat');
        expect(body).not.toContain('evil');
      }
    },
  );

  it('escapes all that people wrote in HTML, and nothing in plain text', () => {
    const name = `<script>alert("1")</script> & 'x'`;
    const { html, text } = render({ senderName: name, message: `"a" & 'b' {{foo}} {{{topic}}}` }, name);
    const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#x27;x&#x27;';
    expect(html).not.toContain('<script');
    expect(html.split(escaped).length).toBeGreaterThan(3);
    expect(html).toContain('&quot;a&quot; &amp; &#x27;b&#x27; {{foo}} {{{topic}}}');
    expect(text).toContain(`Hello ${name},`);
    expect(text).toContain(`"a" & 'b' {{foo}} {{{topic}}}`);
  });

  it('greets without a name where there is none, and signs as a team', () => {
    const { html, text } = render({ senderName: '' }, '');
    for (const body of [html, text]) {
      expect(body).toContain('Hello,');
      expect(body).toContain('The research team');
    }
  });

  it('marks a test in subject and both bodies, and nothing else as one', () => {
    const test = render({ isTest: true }, 'Ada', null);
    expect(test.subject).toBe('[Test] Got 5 minutes to talk about Weekly planning?');
    for (const body of [test.html, test.text]) expect(body).toContain('This is a test.');
    const real = render();
    for (const body of [real.subject, real.html, real.text]) expect(body).not.toMatch(/\[test\]|a test\b/i);
  });

  it('carries its styles on the elements and needs nothing from elsewhere', () => {
    const { html } = render();
    expect(html).toMatch(/<h1 style="[^"]+">/);
    expect(html).toMatch(
      /<a href="[^"]+" style="[^"]+">Go to the interview<\/a>|<a [^>]*style="[^"]+"[^>]*>Go to/,
    );
    expect(html).not.toMatch(/<link|<img|<script|@import|url\(/);
    const outside = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, url]) => url);
    expect(new Set(outside)).toEqual(new Set([LINK, OPT_OUT]));
  });

  it.each(KINDS_AND_LANGUAGES)('writes a mail of kind %s wholly in %s', (kind, language) => {
    const texts = mailTextsOf(language);
    const others = LANGUAGES.filter((other) => other !== language).map((other) => mailTextsOf(other));
    for (const topic of ['Weekly planning', '<b>']) {
      const { subject, html, text } = render({ kind, language, topic, senderName: '' });
      expect(html).toContain(`<html lang="${language}">`);
      expect(subject).toBe(texts[kind].subject(topic === '<b>' ? '' : topic));
      for (const body of [html, text].map(spaced)) {
        for (const line of [texts.hello('Grace Hopper'), texts.team, ...texts[kind].body]) {
          expect(body).toContain(line);
        }
        for (const other of others) {
          expect(body).not.toContain(other[kind].heading);
          expect(body).not.toContain(other.team);
          expect(body).not.toContain(other.button);
        }
        expect(body).not.toMatch(/\{\{|undefined|\[object/);
      }
    }
  });

  it.each(KINDS_AND_LANGUAGES)('has a way out in the foot of a mail of kind %s in %s', (kind, language) => {
    const { optOut, withoutOptOut } = mailTextsOf(language)[kind];
    for (const message of ['', 'Own words']) {
      const { html, text } = render({ kind, language, message });
      expect(html).toMatch(new RegExp(`${optOut.link.replace('?', '\\?')}</a>`));
      expect(html).toContain(`href="${OPT_OUT}"`);
      expect(spaced(text.trim()).endsWith(`${optOut.question} ${optOut.link}: ${OPT_OUT}`)).toBe(true);
      for (const body of [html, text].map(spaced)) expect(body).not.toContain(withoutOptOut);
    }
    const test = render({ kind, language, isTest: true }, 'Ada', null);
    for (const body of [test.html, test.text].map(spaced)) {
      expect(body).toContain(withoutOptOut);
      expect(body).not.toContain('unsubscribe');
      expect(body).not.toContain(optOut.link);
    }
  });

  it('reminds of the same link, and says how to get no more reminders', () => {
    const { subject, html, text } = render({ kind: 'reminder' });
    expect(subject).toBe('Reminder: got 5 minutes to talk about Weekly planning?');
    for (const body of [html, text].map(spaced)) {
      expect(body).toContain('A short reminder');
      expect(body).toContain('The same link still works.');
      expect(body).toContain('you will get no more reminders');
      expect(body).toContain(LINK);
    }
    const own = render({ kind: 'reminder', subject: 'Once more', message: 'Own words' });
    expect(own.subject).toBe('Once more');
    for (const body of [own.html, own.text]) {
      expect(body).toContain('A short reminder');
      expect(body).toContain('Own words');
      expect(body).not.toContain('The same link');
    }
  });

  it('thanks without a link to the interview, and says how to reach the team', () => {
    const { subject, html, text } = render({ kind: 'thank_you' });
    expect(subject).toBe('Thank you for your answers about Weekly planning');
    for (const body of [html, text].map(spaced)) {
      expect(body).not.toContain(LINK);
      expect(body).toContain('simply reply to this mail');
    }
  });

  it('keeps lines of its plain text short, but for links', () => {
    for (const [kind, language] of KINDS_AND_LANGUAGES) {
      const { text } = render({ kind, language });
      const long = text.split('\n').filter((line) => line.length > 72);
      expect(long).toEqual([]);
    }
  });

  it('greets once: not besides a message that names the person in its first line', () => {
    for (const body of Object.values(render({ message: 'Dear {{name}},\n\nwe ask.' }))) {
      expect(body).not.toContain('Hello');
    }
    for (const message of ['We ask.\nYes, {{name}}.', 'Dear {{name}} at {{name}}.com']) {
      const { html, text } = render({ message });
      for (const body of [html, text]) expect(body).toContain('Hello Grace Hopper,');
    }
  });

  it('renders the same for the same input', () => {
    expect(render()).toEqual(render());
  });
});

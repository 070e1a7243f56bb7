import { type InviteCopy, InviteMailRenderer } from './invite-mail-renderer';

const LINK = 'https://parley.example.com/interview/Z0p4bEFJd1F2c0tXb1hTdUZ4cUpLdw';
const COPY: InviteCopy = { topic: 'Weekly planning', subject: '', message: '', senderName: 'Ada Lovelace' };

describe('InviteMailRenderer', () => {
  const renderer = new InviteMailRenderer();
  const render = (copy: Partial<InviteCopy> = {}, userName = 'Grace Hopper') =>
    renderer.render({ ...COPY, ...copy }, { userName, interviewUrl: LINK });

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
    const { html, text } = render({ senderName: name, message: `"a" & 'b' {{topic}} {{{topic}}}` }, name);
    const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#x27;x&#x27;';
    expect(html).not.toContain('<script');
    expect(html.split(escaped).length).toBeGreaterThan(3);
    expect(html).toContain('&quot;a&quot; &amp; &#x27;b&#x27; {{topic}} {{{topic}}}');
    expect(text).toContain(`Hello ${name},`);
    expect(text).toContain(`"a" & 'b' {{topic}} {{{topic}}}`);
  });

  it('greets without a name where there is none, and signs as a team', () => {
    const { html, text } = render({ senderName: '' }, '');
    for (const body of [html, text]) {
      expect(body).toContain('Hello,');
      expect(body).toContain('The research team');
    }
  });

  it('marks a test in subject and both bodies, and nothing else as one', () => {
    const test = render({ isTest: true });
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
    expect(new Set(outside)).toEqual(new Set([LINK]));
  });

  it('renders the same for the same input', () => {
    expect(render()).toEqual(render());
  });
});

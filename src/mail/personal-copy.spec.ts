import fc from 'fast-check';
import { inviteCopyViolation } from '../validation/invite-copy';
import { type InviteCopy, InviteMailRenderer } from './invite-mail-renderer';
import { dayInWords } from './personal-copy';

const COPY: InviteCopy = {
  kind: 'invite',
  language: 'en',
  topic: 'Weekly planning',
  subject: 'About {{topic}}, {{name}}',
  message: 'Hello {{name}},\n\nplease answer by {{deadline}}.',
  deadline: new Date('2030-01-31T23:30:00Z'),
  timeZone: 'UTC',
  senderName: 'Ada Lovelace',
};
const DEFAULT_SUBJECT = 'Got 5 minutes to talk about Weekly planning?';
const DEFAULT_BODY = 'It is a casual chat of about five minutes.';

describe('placeholders of a mail', () => {
  const renderer = new InviteMailRenderer();
  const render = (copy: Partial<InviteCopy> = {}, userName = 'Grace Hopper') =>
    renderer.render(
      { ...COPY, ...copy },
      {
        userName,
        interviewUrl: 'https://p.test/interview/x',
        unsubscribeUrl: 'https://p.test/unsubscribe/y',
      },
    );
  const fallbacks = (copy: Partial<InviteCopy>, userName: string) =>
    renderer.fallbacksOf({ ...COPY, ...copy }, userName);

  it('are filled in subject and both bodies, each person with their name', () => {
    const toPerson = renderer.forCopy(COPY);
    for (const userName of ['Grace Hopper', 'Łukasz', '李小龍', "Jerry O'Neill & Co"]) {
      const { subject, html, text } = toPerson({
        userName,
        interviewUrl: 'https://p.test',
        unsubscribeUrl: null,
      });
      expect(subject).toBe(`About Weekly planning, ${userName}`);
      expect(text).toContain(`Hello ${userName},\n\nplease answer by January 31, 2030.`);
      expect(html).toContain(`Hello ${userName.replace('&', '&amp;').replace("'", '&#x27;')},`);
    }
  });

  it.each([
    ['en', 'January 31, 2030', 'the end of the study', 'our research'],
    ['de', '31. Januar 2030', 'Ende der Studie', 'unsere Forschung'],
    ['es', '31 de enero de 2030', 'final del estudio', 'nuestra investigación'],
  ] as const)(
    'have words in %s for a deadline, for none, and for no topic',
    (language, day, end, research) => {
      const copy = { language, subject: '{{topic}}: {{deadline}}' };
      expect(render(copy).subject).toBe(`Weekly planning: ${day}`);
      expect(render({ ...copy, deadline: null, topic: 'evil.com' }).subject).toBe(`${research}: ${end}`);
      expect(dayInWords(new Date('2030-02-01T00:00:00Z'), language, 'UTC')).not.toBe(day);
      expect(dayInWords(new Date('2030-01-31T23:00:00Z'), language, 'Europe/Berlin')).not.toBe(day);
      expect(dayInWords(new Date('2030-02-01T07:59:59Z'), language, 'America/Los_Angeles')).toBe(day);
      expect(dayInWords(new Date('2030-01-31T23:59:59Z'), language, 'Mars/Olympus_Mons')).toBe(day);
    },
  );

  it('disappear with the white space before them where there is no name', () => {
    for (const name of ['', 'evil.com', 'https://evil', '{{topic}}', '<b>', 'a\u202eb', 'Win 500000 now!']) {
      const { subject, text } = render({ message: 'Hello {{ name }},\nbye' }, name);
      expect(subject).toBe('About Weekly planning,');
      expect(text).toContain('\n\nHello,\nbye\n');
    }
    expect(render({ subject: '{{name}}, got a minute?' }, '').subject).toBe('Got a minute?');
    expect(render({ subject: '{{name}}' }, '').subject).toBe(DEFAULT_SUBJECT);
  });

  it('make way for the default where a name makes a link of the text around it', () => {
    const copy = { subject: 'Visit {{name}}.com', message: 'Visit {{name}}.com' };
    const { subject, html, text } = render(copy);
    expect(subject).toBe(DEFAULT_SUBJECT);
    for (const body of [html, text]) {
      expect(body).toContain(DEFAULT_BODY);
      expect(body).not.toContain('.com');
    }
    expect(fallbacks(copy, 'Grace Hopper')).toEqual(['subject', 'message']);
    // Without a name this is a domain by itself.
    expect(render(copy, '').subject).toBe(DEFAULT_SUBJECT);
    expect(render({ subject: 'Visit {{name}}.x' }).subject).toBe('Visit Grace Hopper.x');
    expect(fallbacks({ subject: 'See {{name}}.x' }, 'Grace')).toEqual([]);
  });

  it.each<[string, Partial<InviteCopy>]>([
    ['a topic that is a placeholder', { topic: '{{name}}', subject: 'On {{topic}}' }],
    ['a topic with markup of a template', { topic: '{{#each this}}x{{/each}}', subject: 'On {{topic}}' }],
  ])('fill in %s as it is', (_what, copy) => {
    const { subject, text } = render(copy);
    expect(subject).toBe(`On ${copy.topic}`);
    expect(text).not.toContain('[object');
  });

  it('leave what is no placeholder as it was stored', () => {
    const { subject, text } = render({ subject: '{{foo}} {{{name}}}', message: '{{bar}} {{name}}' });
    expect(subject).toBe('{{foo}} {{{name}}}');
    expect(text).toContain('{{bar}} Grace Hopper');
    expect(fallbacks({ subject: '{{foo}}', message: '{{bar}}' }, 'Grace')).toEqual([]);
  });

  it('never make a subject that is too long, or a message without end', () => {
    const topic = 'word '.repeat(40).trim();
    const { subject, text } = render({
      topic,
      subject: '{{topic}} '.repeat(20),
      message: '{{topic}} '.repeat(90),
    });
    expect(Array.from(subject)).toHaveLength(255);
    expect(subject.endsWith('…')).toBe(true);
    expect(text.length).toBeLessThan(4000);
  });

  it('never become an encoded word, a link, hidden text, markup or another line of the header', () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '{{name}}',
        '{{deadline}}',
        '{{{topic}}}',
        '{{#if a}}',
        '=?utf-8?Q?evil=2Ecom?=',
        '\u202e',
      ),
      fc.constantFrom(
        'com',
        'evil',
        'http:',
        '//evil',
        '=?utf-8?Q?x',
        '?=',
        '<b>',
        '\r\nBcc: m',
        '$&',
        '\u200f',
      ),
      fc.string({ unit: 'grapheme' }),
    );
    const part = fc.constantFrom('{{name}}', '{{ topic }}', '{{deadline}}', '.', '?', '=', 'com', ' ', '://');
    fc.assert(
      fc.property(fc.array(part), hostile, hostile, (parts, userName, topic) => {
        const subject = parts.join('');
        const mail = render({ subject, topic, message: `a ${subject}` }, userName);
        expect(inviteCopyViolation(mail.subject, { lineBreaks: false })).toBeNull();
        expect(mail.subject).not.toContain('=?');
        expect(mail.subject.trim()).not.toBe('');
        expect(mail.html).not.toMatch(/<b>|\[object/);
        expect(mail.text).not.toContain('[object');
      }),
      { numRuns: 300 },
    );
  });
});

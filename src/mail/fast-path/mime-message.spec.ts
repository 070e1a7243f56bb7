import { type ParsedMail, simpleParser } from 'mailparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import { createTransport } from 'nodemailer';
import { type MailSink, startMailSink } from '../../../test/support/fakes/mail-sink';
import { headerText, type MessageParts, writeMessage } from './mime-message';

const PARTS: MessageParts = {
  messageId: '<01890a5d-ac96-774b-bcce-b302099a8057@parley.example.com>',
  from: { name: 'Parley', address: 'parley@example.com' },
  to: { name: 'Grace Hopper', address: 'grace@example.com' },
  replyTo: 'ada@example.com',
  unsubscribeUrl: 'https://parley.example.com/unsubscribe/abc',
  headers: ['X-Mailin-custom: 01890a5d-ac96-774b-bcce-b302099a8057'],
  subject: 'Got 5 minutes to talk about planning?',
  text: 'Hello Grace,\n\nhttps://parley.example.com/interview/abc\n',
  html: '<p style="margin:0">Hello Grace,</p>\n<p>…</p>\n',
};

/** The same message, written by nodemailer. */
const byNodemailer = ({
  messageId,
  from,
  to,
  replyTo,
  unsubscribeUrl,
  headers,
  subject,
  text,
  html,
}: MessageParts) =>
  new MailComposer({
    messageId,
    from,
    to,
    replyTo: replyTo ?? undefined,
    subject,
    text,
    html,
    headers: {
      ...Object.fromEntries(headers.map((line) => line.split(': '))),
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl === null
        ? {}
        : {
            'List-Unsubscribe': `<${unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  })
    .compile()
    .build();

const HEADERS = ['from', 'to', 'reply-to', 'list', 'subject', 'message-id', 'auto-submitted', 'mime-version'];

/** All that a reader of the mail gets to see, apart from the date. */
const seen = (mail: ParsedMail) => ({
  headers: HEADERS.map((name) => [name, mail.headers.get(name)]),
  text: mail.text?.trimEnd(),
  html: String(mail.html).trimEnd(),
  attachments: mail.attachments.length,
});

const headerLines = (message: string) => message.slice(0, message.indexOf('\r\n\r\n')).split('\r\n');
const headerNames = (message: string) =>
  headerLines(message).flatMap((line) => /^([A-Za-z-]+):/.exec(line)?.[1] ?? []);
const namesFor = (parts: MessageParts) =>
  NAMES.filter(
    (name) =>
      (parts.unsubscribeUrl !== null || !name.startsWith('List-')) &&
      (parts.replyTo !== null || name !== 'Reply-To'),
  );
const NAMES = headerNames(writeMessage(PARTS));

const CASES: [string, Partial<MessageParts>][] = [
  ['plain text', {}],
  ['a subject in other scripts', { subject: 'Où en êtes-vous? 你好 😀 — Zażółć gęślą jaźń' }],
  ['a long subject', { subject: 'planning '.repeat(30).trim() }],
  ['a long subject in other scripts', { subject: 'ó😀'.repeat(100) }],
  ['a subject that looks encoded but for a space', { subject: '= ?utf-8?Q?x?=' }],
  ['a name in other scripts', { to: { name: 'Grażyna Łącka-Übelström', address: 'g@example.com' } }],
  ['a name of special characters', { to: { name: `Hopper, "G" (x) \\ <y>; z`, address: 'g@example.com' } }],
  ['a very long name', { to: { name: 'Wörd '.repeat(60).trim(), address: 'g@example.com' } }],
  ['no address to unsubscribe at', { unsubscribeUrl: null }],
  ['no address to reply to', { replyTo: null }],
  ['no name', { to: { name: '', address: 'grace@example.com' } }],
  ['an address of another script', { to: { name: 'G', address: 'grace@bücher.example' } }],
  ['a sender without a name', { from: { name: '', address: 'parley@example.com' } }],
  ['a body in other scripts', { text: 'Zażółć 你好 😀\n', html: '<p>Zażółć 你好 😀</p>\n' }],
  ['long lines', { text: `${'word '.repeat(500)}\n`, html: `<p>${'x'.repeat(3000)}</p>\n` }],
  ['long lines in other scripts', { text: `${'ó😀'.repeat(400)}\n`, html: `<p>${'ó😀'.repeat(400)}</p>\n` }],
  ['lines of dots', { text: '.\n..\n.x\n\n.\n', html: '.\n..\n<p>é</p>\n.\n' }],
  ['equals signs and blanks at the end', { text: 'a=3D \nb\t\n=_x é\n', html: '<p>=20</p> \n\t\n' }],
  ['a body that looks like a boundary', { text: '--=_1\n--\nContent-Type: text/html\n', html: '--=_1--\n' }],
];

describe('headerText', () => {
  it('leaves no encoded word for a mail reader to decode', async () => {
    const subject = headerText('=?utf-8?Q?evil=2Ecom?= and =?=?');
    expect(subject).toBe('= ?utf-8?Q?evil=2Ecom?= and = ?= ?');
    expect((await simpleParser(writeMessage({ ...PARTS, subject }))).subject).toBe(subject);
  });

  it('keeps other text', () => {
    expect(headerText('Got 5 minutes? a = b')).toBe('Got 5 minutes? a = b');
  });
});

describe('writeMessage', () => {
  it.each(CASES)('writes the same mail as nodemailer: %s', async (_what, change) => {
    const parts = { ...PARTS, ...change };
    const written = await simpleParser(writeMessage(parts));
    expect(seen(written)).toEqual(seen(await simpleParser(await byNodemailer(parts))));
    expect(written.subject).toBe(parts.subject);
    expect(written.html).toBe(parts.html);
  });

  it.each(CASES)('keeps to RFC 5322 and 2045: %s', (_what, change) => {
    const parts = { ...PARTS, ...change };
    const message = writeMessage(parts);
    expect(message).not.toMatch(/[^\r]\n|\r[^\n]/);
    expect(message).toMatch(/^[\x00-\x7f]*$/);
    expect(headerNames(message)).toEqual(namesFor(parts));
    for (const line of message.split('\r\n')) expect(line.length).toBeLessThanOrEqual(120);
    const body = message.slice(message.indexOf('\r\n\r\n'));
    for (const line of body.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
  });

  const BREAKS = ['\r\n', '\n', '\r', '\r\n\r\n', '\0\r\n', '\u2028'];
  it.each(BREAKS)('lets no value start a header or a body: %j', async (lineBreak) => {
    const hostile = `x${lineBreak}Bcc: mallory@example.com${lineBreak}${lineBreak}<b>own body</b>`;
    const message = writeMessage({
      ...PARTS,
      subject: hostile,
      replyTo: `ada@example.com${lineBreak}Bcc: mallory@example.com`,
      unsubscribeUrl: `https://parley.example.com/${hostile}>, <mailto:mallory@example.com`,
      from: { name: hostile, address: 'parley@example.com' },
      to: { name: hostile, address: `grace@example.com${lineBreak}Bcc: m@example.com` },
    });
    expect(headerNames(message)).toEqual(NAMES);
    const mail = await simpleParser(message);
    expect(mail.bcc).toBeUndefined();
    expect(mail.html).toBe(PARTS.html);
    expect(mail.text?.trimEnd()).toBe(PARTS.text.trimEnd());
  });

  it('takes no line of a body for a header it has seen, nor the other way round', async () => {
    const subject = 'Reply-To: mallory@example.com é';
    const text = `é\n${subject}\nSubject: ${subject}\n\0Subject\0${subject}\n`;
    for (let n = 0; n < 2; n++) {
      const mail = await simpleParser(writeMessage({ ...PARTS, subject, text }));
      expect(mail.subject).toBe(subject);
      expect(mail.text).toContain(`${subject}\nSubject: ${subject}\n`);
    }
  });

  it('writes the right mail again after it has seen more lines than it remembers', async () => {
    const mails = Array.from({ length: 30 }, (_, mail) => ({
      ...PARTS,
      text: Array.from({ length: 40 }, (_line, line) => `é ${mail} ${line}`).join('\n'),
    }));
    for (const parts of [...mails, ...mails]) {
      expect((await simpleParser(writeMessage(parts))).text?.trimEnd()).toBe(parts.text);
    }
  });

  it('has headers for one-click unsubscription as in RFC 8058, and never breaks the address', () => {
    for (const path of ['abc', 'x'.repeat(500)]) {
      const url = `https://parley.example.com/unsubscribe/${path}`;
      const lines = headerLines(writeMessage({ ...PARTS, unsubscribeUrl: url }));
      expect(lines).toContain(`List-Unsubscribe: <${url}>`);
      expect(lines).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    }
    expect(writeMessage({ ...PARTS, unsubscribeUrl: null })).not.toContain('List-Unsubscribe');
  });

  it.each(['a>b', 'a b', 'a, <mailto:m@example.com>', 'a\r\n b', 'a\tb', 'é\u2028', '\0', '=?utf-8?Q?x?='])(
    'has one address to unsubscribe at, whatever is in it: %j',
    (path) => {
      const url = `https://parley.example.com/unsubscribe/${path}`;
      const message = writeMessage({ ...PARTS, unsubscribeUrl: url });
      expect(headerNames(message)).toEqual(NAMES);
      expect(headerLines(message)).toContain(`List-Unsubscribe: <${new URL(url).href}>`);
      expect(new URL(url).href).toMatch(/^https:[!-;=?-~]+$/);
    },
  );

  it('has a boundary that differs from mail to mail', () => {
    const boundaryOf = (message: string) => /boundary="(=_[^"]+)"/.exec(message)?.[1];
    expect(boundaryOf(writeMessage(PARTS))).toBeDefined();
    expect(boundaryOf(writeMessage(PARTS))).not.toBe(boundaryOf(writeMessage(PARTS)));
  });

  it('is dated now', async () => {
    const { date } = await simpleParser(writeMessage(PARTS));
    expect(Math.abs((date?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  describe('over SMTP', () => {
    let sink: MailSink;
    beforeAll(async () => {
      sink = await startMailSink();
    });
    afterAll(() => sink.stop());

    it('arrives whole when lines start with dots, and as one mail', async () => {
      const text = '.\n..\n.\n\nMAIL FROM:<x@example.com>\n.x\n';
      const raw = writeMessage({ ...PARTS, text, html: `${text}<p>é</p>\n` });
      const transport = createTransport({ host: '127.0.0.1', port: sink.port, ignoreTLS: true });
      const { from, to } = PARTS;
      await transport.sendMail({
        messageId: PARTS.messageId,
        envelope: { from: from.address, to: to.address },
        raw,
      });
      transport.close();
      const [mail, ...others] = await sink.parsed();
      expect(others).toEqual([]);
      expect(mail?.text?.trimEnd()).toBe(text.trimEnd());
      expect(mail?.html).toBe(`${text}<p>é</p>\n`);
      expect(mail?.messageId).toBe(PARTS.messageId);
    });
  });
});

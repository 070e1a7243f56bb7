import { originalMail, type ReportedMail, type ReportFixture, reportMail } from './report-mail';

/** A report that only people can read. */
function words(
  name: string,
  { from = 'MAILER-DAEMON@mx.example.net', subject = 'failure notice', headers = [] as string[] },
  text: (about: ReportedMail) => string,
  expected: ReportFixture['expected'],
): ReportFixture {
  return {
    name,
    expected,
    mail: (about) => reportMail(about, { from, subject, headers, words: text(about).replace(/\n/g, '\r\n') }),
  };
}

/** A complaint in the Abuse Reporting Format (RFC 5965). */
function arf(
  name: string,
  fields: (about: ReportedMail) => string[],
  expected: ReportFixture['expected'],
  parts: Partial<Parameters<typeof reportMail>[1]> = {},
): ReportFixture {
  return {
    name,
    expected,
    mail: (about) =>
      reportMail(about, {
        from: 'Feedback Loop <fbl@mail.example.org>',
        subject: 'FW: Ten minutes about your work',
        words: 'This is an email abuse report for an email message.',
        status: [fields(about)],
        statusType: 'message/feedback-report',
        reportType: 'feedback-report',
        original: 'mail',
        ...parts,
      }),
  };
}

const hard = (code: string) => ({ kind: 'hard', code }) as const;
const soft = (code: string) => ({ kind: 'soft', code }) as const;
const complaint = (code: string) => ({ kind: 'complaint', code }) as const;
const feedback = (type: string) => [`Feedback-Type: ${type}`, 'User-Agent: Feedback/1.0', 'Version: 1'];

/** Reports of servers that have their own form. */
export const REPORTS_IN_WORDS: ReportFixture[] = [
  words(
    'qmail: no mailbox by that name',
    {},
    (about) => `Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<${about.recipient}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

${originalMail(about)}`,
    hard('5.1.1'),
  ),
  words(
    'qmail: could not connect for too long',
    {},
    (about) => `Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.

<${about.recipient}>:
192.0.2.1 does not like recipient. Remote host said: 451 4.3.0 try again later
I'm not going to try again; this message has been in the queue too long.

--- Below this line is a copy of the message.

${originalMail(about)}`,
    soft('4.3.0'),
  ),
  words(
    'Exim: plain, with X-Failed-Recipients',
    {
      from: 'Mail Delivery System <Mailer-Daemon@mx.example.net>',
      subject: 'Mail delivery failed: returning message to sender',
      headers: ['X-Failed-Recipients: nobody@example.org'],
    },
    (about) => `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its recipients.
This is a permanent error. The following address(es) failed:

  ${about.recipient}
    SMTP error from remote mail server after RCPT TO:<${about.recipient}>:
    550 Requested action not taken: mailbox unavailable

------ This is a copy of the message, including all the headers. ------

${originalMail(about)}`,
    hard('550'),
  ),
  words(
    'MDaemon: over quota',
    {
      from: 'MDaemon@mx.example.net',
      subject: 'Permanent Delivery Failure',
      headers: ['X-Failed-Recipients: full@example.org'],
    },
    (about) => `The following data may contain additional error information:

<${about.recipient}>: 552 Message exceeds the mailbox quota

: Message contains [1] file attachments

${originalMail(about)}`,
    soft('552'),
  ),
  words(
    'Exchange 2003: words only',
    { from: 'postmaster@mail.example.net', subject: 'Undeliverable: Ten minutes about your work' },
    (about) => `Your message did not reach some or all of the intended recipients.

      ${about.recipient} on 3/1/2026 10:00 AM
            The e-mail account does not exist at the organization this message was sent to.
            <mx.example.net #5.1.1>

Original message headers:
${originalMail(about)}`,
    hard('5.1.1'),
  ),
  words(
    'a provider in Spanish',
    { from: 'postmaster@correo.example.net', subject: 'No se pudo entregar el mensaje' },
    (about) => `No se pudo entregar el mensaje a ${about.recipient}.
550 5.1.1 user unknown

${originalMail(about)}`,
    hard('5.1.1'),
  ),
  words(
    'Exim: a warning, still trying',
    { from: 'Mailer-Daemon@mx.example.net', subject: 'Warning: message delayed 24 hours' },
    (about) => `This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to ${about.recipient}.
No action is required on your part. Delivery attempts will continue.

${originalMail(about)}`,
    null,
  ),
];

/** Complaints that people made with a button of their mail reader. */
export const COMPLAINTS: ReportFixture[] = [
  arf('abuse', () => feedback('abuse'), complaint('abuse')),
  arf(
    'abuse, with redacted recipient and only headers',
    (about) => [
      ...feedback('abuse'),
      `Original-Mail-From: <${about.returnPath}>`,
      'Original-Rcpt-To: redacted@example.org',
    ],
    complaint('abuse'),
    { original: 'headers' },
  ),
  arf('fraud', () => feedback('fraud'), complaint('fraud')),
  arf('opt-out', () => feedback('opt-out'), complaint('opt-out')),
  arf('no type', () => ['User-Agent: Feedback/1.0', 'Version: 0.1'], complaint('complaint')),
  arf('not spam after all', () => feedback('not-spam'), null),
  arf(
    'a failed signature, which is no complaint',
    () => [...feedback('auth-failure'), 'Auth-Failure: dkim'],
    null,
  ),
];

/** Mails that come to the same mailbox and are no reports. */
export const OTHER_MAILS: ReportFixture[] = [
  words(
    'an answer of a person that quotes the invite',
    {
      from: 'Grace <grace@example.org>',
      subject: 'Re: Ten minutes about your work',
      headers: ['In-Reply-To: <any@example.com>'],
    },
    () => 'I like to. My old address 550 does not exist any more.\n\n> Hello, would you talk with us?',
    null,
  ),
  words(
    'an automatic answer',
    { from: 'Grace <grace@example.org>', subject: 'Out of office: undeliverable until Monday' },
    () => 'I am away. 5.1.1',
    null,
  ),
  words(
    'a letter of a postmaster',
    { from: 'postmaster@example.org', subject: 'Maintenance on Sunday' },
    () => 'Our servers rest from 5.1.1 to 5.2.2.',
    null,
  ),
];

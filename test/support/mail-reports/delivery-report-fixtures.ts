import type { BounceKind } from '../../../src/ledger/invite-delivery.entity';
import { originalMail, type ReportedMail, reportMail } from './report-mail';

/** A report like those of a kind of server, and what it says; null for a mail that is no bounce and no complaint. */
export interface ReportFixture {
  name: string;
  mail: (about: ReportedMail) => Buffer;
  expected: { kind: BounceKind; code: string } | null;
}

const MTA = ['Reporting-MTA: dns; mx.example.net', 'Arrival-Date: Sun, 1 Mar 2026 10:00:01 +0000'];

/** A report of RFC 3464 with one recipient. */
function dsn(
  name: string,
  [action, status, diagnostic]: [action: string, status: string, diagnostic: string],
  expected: ReportFixture['expected'],
  parts: Partial<Parameters<typeof reportMail>[1]> = {},
): ReportFixture {
  return {
    name,
    expected,
    mail: (about) =>
      reportMail(about, {
        from: 'Mail Delivery System <MAILER-DAEMON@mx.example.net>',
        subject: 'Undelivered Mail Returned to Sender',
        words: 'I am sorry to have to tell you that your message could not be delivered.',
        status: [
          MTA,
          [
            `Final-Recipient: rfc822; ${about.recipient}`,
            `Action: ${action}`,
            `Status: ${status}`,
            ...(diagnostic === '' ? [] : [`Diagnostic-Code: ${diagnostic}`]),
          ],
        ],
        ...parts,
      }),
  };
}

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

/** Reports that follow RFC 3464. */
const STANDARD: ReportFixture[] = [
  dsn(
    'Postfix: unknown user',
    ['failed', '5.1.1', 'smtp; 550 5.1.1 <nobody@example.org>: Recipient address rejected: User unknown'],
    hard('5.1.1'),
  ),
  dsn(
    'Postfix: no such host',
    [
      'failed',
      '5.4.4',
      'X-Postfix; Host or domain name not found. Name service error for name=example.invalid type=A: Host not found',
    ],
    hard('5.4.4'),
  ),
  dsn(
    'Postfix: expired in the queue',
    ['failed', '4.4.1', 'X-Postfix; connect to mx.example.org[192.0.2.1]:25: Connection timed out'],
    soft('4.4.1'),
  ),
  dsn(
    'Postfix: still trying',
    ['delayed', '4.4.1', 'X-Postfix; connect to mx.example.org: Connection timed out'],
    null,
    { subject: 'Delayed Mail (still being retried)' },
  ),
  dsn(
    'Postfix: refused as spam',
    ['failed', '5.7.1', 'smtp; 554 5.7.1 Spam message rejected'],
    soft('5.7.1'),
  ),
  dsn(
    'Postfix: domain that takes no mail',
    ['failed', '5.1.10', 'smtp; 556 5.1.10 Recipient domain does not accept mail (nullMX)'],
    hard('5.1.10'),
  ),
  dsn('Postfix: relayed to a server without reports', ['relayed', '2.0.0', 'smtp; 250 2.0.0 Ok'], null, {
    subject: 'Successful Mail Delivery Report',
  }),
  dsn(
    'Sendmail: mailbox full',
    ['failed', '5.2.2', 'SMTP; 552 5.2.2 <x@example.org>... Mailbox full'],
    soft('5.2.2'),
    { subject: 'Returned mail: see transcript for details', original: 'mail' },
  ),
  dsn(
    'Sendmail: unknown user, words over several lines',
    ['failed', '5.1.1', 'SMTP; 550-5.1.1 The email account that you tried to reach does\r\n  not exist.'],
    hard('5.1.1'),
    { subject: 'Returned mail: User unknown' },
  ),
  dsn('Exim: multipart/report', ['failed', '5.0.0', 'smtp; 550 No such user here'], hard('550'), {
    headers: ['X-Failed-Recipients: nobody@example.org'],
    subject: 'Mail delivery failed: returning message to sender',
    original: 'mail',
  }),
  dsn(
    'Gmail: no such user',
    [
      'failed',
      '5.1.1',
      'smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try 550 5.1.1 double-checking',
    ],
    hard('5.1.1'),
    {
      from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      subject: 'Delivery Status Notification (Failure)',
      original: 'mail',
    },
  ),
  dsn(
    'Gmail: account disabled',
    ['failed', '5.2.1', 'smtp; 550-5.2.1 The email account that you tried to reach is disabled.'],
    hard('5.2.1'),
    { from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>' },
  ),
  dsn(
    'Gmail: over quota',
    ['failed', '5.2.2', 'smtp; 552-5.2.2 The email account that you tried to reach is over quota.'],
    soft('5.2.2'),
  ),
  dsn(
    'Gmail: refused by DMARC',
    [
      'failed',
      '5.7.26',
      'smtp; 550-5.7.26 Unauthenticated email is not accepted due to domain DMARC policy.',
    ],
    soft('5.7.26'),
  ),
  dsn(
    'Microsoft 365: recipient not found',
    [
      'failed',
      '5.1.10',
      'smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    ],
    hard('5.1.10'),
    {
      from: 'Microsoft Outlook <postmaster@example.onmicrosoft.com>',
      subject: 'Undeliverable: Ten minutes about your work',
      original: 'mail',
    },
  ),
  dsn(
    'Microsoft 365: only members may write',
    ['failed', '5.7.133', 'smtp;550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup'],
    soft('5.7.133'),
    { from: 'postmaster@example.onmicrosoft.com', subject: 'Undeliverable: Ten minutes about your work' },
  ),
  dsn(
    'Exchange: mailbox full, in German',
    ['failed', '5.2.2', 'smtp;554-5.2.2 mailbox full'],
    soft('5.2.2'),
    { subject: 'Unzustellbar: Ten minutes about your work', words: 'Das Postfach des Empfängers ist voll.' },
  ),
  dsn(
    'Yahoo: no mailbox, only a reply code',
    [
      'failed',
      '5.0.0',
      'smtp; 554 delivery error: dd Sorry your message cannot be delivered. This mailbox is disabled (554.30).',
    ],
    hard('554'),
  ),
  dsn(
    'iCloud: unknown address',
    ['failed', '5.1.1', 'smtp; 550 5.1.1 unknown or illegal alias'],
    hard('5.1.1'),
  ),
  dsn('Courier: no status, the words have it', ['failed', '', 'smtp; 550 User unknown.'], hard('550'), {
    from: '"Courier mail server at mx.example.net" <@>',
  }),
  dsn('OpenSMTPD: no diagnostic', ['failed', '5.1.1', ''], hard('5.1.1'), {
    words: 'Enhanced status code 5.1.1: Bad destination mailbox address',
  }),
  dsn(
    'Domino: mixed case of fields and actions',
    ['Failed', '5.1.1', 'X-Notes; User x (x@example.org) not listed in Domino Directory'],
    hard('5.1.1'),
    { subject: 'DELIVERY FAILURE: User x not listed in Domino Directory' },
  ),
  dsn(
    'a server whose code says more than its status',
    ['failed', '5.0.0', 'smtp; 550 5.1.1 mailbox unavailable'],
    hard('5.1.1'),
  ),
  dsn(
    'a missing mailbox that is a refusal as spam',
    ['failed', '5.1.0', 'smtp; 550 5.1.0 sender blocked by spam policy'],
    soft('5.1.0'),
  ),
  dsn(
    'internationalised report (RFC 6533)',
    ['failed', '5.1.1', 'smtp; 550 5.1.1 no such user'],
    hard('5.1.1'),
    { statusType: 'message/global-delivery-status', originalType: 'message/global-headers' },
  ),
  {
    name: 'a report that begins with its recipient, as some gateways write them',
    expected: hard('5.1.1'),
    mail: (about) =>
      reportMail(about, {
        from: 'postmaster@gateway.example.net',
        subject: 'Delivery failure',
        words: 'Your message was not delivered.',
        status: [[`Final-Recipient: rfc822;${about.recipient}`, 'Action: failed', 'Status: 5.1.1']],
        original: 'mail',
      }),
  },
];

/** Reports of servers that have their own form. */
const IN_WORDS: ReportFixture[] = [
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
const COMPLAINTS: ReportFixture[] = [
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
const OTHERS: ReportFixture[] = [
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

export const REPORT_FIXTURES: readonly ReportFixture[] = [...STANDARD, ...IN_WORDS, ...COMPLAINTS, ...OTHERS];

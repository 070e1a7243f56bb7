import { type ReportFixture, reportMail } from './report-mail';

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

const hard = (code: string) => ({ kind: 'hard', code }) as const;
const soft = (code: string) => ({ kind: 'soft', code }) as const;

/** Reports that follow RFC 3464. */
export const STANDARD_REPORTS: ReportFixture[] = [
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

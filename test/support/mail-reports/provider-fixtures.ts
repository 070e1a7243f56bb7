import { createHmac, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { ReportProviderName } from '../../../src/mail-reports/mail-report';
import type { ReportedMail, ReportFixture } from './report-mail';

export const SECRETS: Record<ReportProviderName, string> = {
  ses: 'ses-password-0123456789',
  postmark: 'postmark-password-0123456789',
  mailgun: 'mailgun-signing-key-0123456789',
  brevo: 'brevo-password-0123456789',
  standard: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
};

export interface ProviderFixture {
  name: string;
  provider: ReportProviderName;
  body: (about: ReportedMail) => object;
  expected: ReportFixture['expected'];
}

export interface SignedRequest {
  path: string;
  headers: Record<string, string>;
  body: string;
}

const TIME = '2026-03-01T10:00:05.000Z';
const SECONDS = Date.parse(TIME) / 1000;
const bareId = (id: string) => id.replace(/[<>]/g, '');
const mailId = (id: string) => bareId(id).split('@')[0] ?? '';

/** The request of a provider, signed as that provider does. */
export function signedRequest(
  provider: ReportProviderName,
  content: object,
  secret = SECRETS[provider],
): SignedRequest {
  const path = `/api/mail_reports/${provider}`;
  const basic = `Basic ${Buffer.from(`parley:${secret}`).toString('base64')}`;
  switch (provider) {
    case 'mailgun': {
      const timestamp = String(SECONDS);
      const token = randomUUID();
      const signature = createHmac('sha256', secret)
        .update(timestamp + token)
        .digest('hex');
      const body = JSON.stringify({ signature: { timestamp, token, signature }, ...content });
      return { path, headers: { 'content-type': 'application/json' }, body };
    }
    case 'standard': {
      const body = JSON.stringify(content);
      const id = `msg_${randomUUID()}`;
      const now = new Date();
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, now, body),
      };
      return { path, headers, body };
    }
    case 'ses':
    case 'postmark':
    case 'brevo': {
      // Amazon SNS calls its JSON plain text.
      const type = provider === 'ses' ? 'text/plain; charset=UTF-8' : 'application/json';
      return { path, headers: { 'content-type': type, authorization: basic }, body: JSON.stringify(content) };
    }
  }
}

/** An event of SES as SNS delivers it. */
function sns(event: object): object {
  return {
    Type: 'Notification',
    MessageId: randomUUID(),
    TopicArn: 'arn:aws:sns:eu-west-1:000000000000:mail',
    Message: JSON.stringify(event),
    Timestamp: TIME,
  };
}

const sesMail = ({ messageId, recipient }: ReportedMail) => ({
  timestamp: TIME,
  messageId: '0102018d-1111-2222-3333-444455556666-000000',
  destination: [recipient],
  headersTruncated: false,
  headers: [
    { name: 'From', value: 'Parley <research@example.com>' },
    { name: 'Message-ID', value: messageId },
  ],
  commonHeaders: { messageId, subject: 'Ten minutes about your work' },
});

const sesBounce =
  (type: string, subType: string, status: string, diagnosticCode: string) => (about: ReportedMail) =>
    sns({
      notificationType: 'Bounce',
      bounce: {
        bounceType: type,
        bounceSubType: subType,
        bouncedRecipients: [{ emailAddress: about.recipient, action: 'failed', status, diagnosticCode }],
        timestamp: TIME,
        feedbackId: `feedback-${about.messageId}`,
      },
      mail: sesMail(about),
    });

const sesComplaint = (complaintFeedbackType: string) => (about: ReportedMail) => ({
  // Event publishing with raw message delivery.
  eventType: 'Complaint',
  complaint: {
    complainedRecipients: [{ emailAddress: about.recipient }],
    timestamp: TIME,
    feedbackId: `complaint-${about.messageId}`,
    complaintFeedbackType,
  },
  mail: sesMail(about),
});

const postmark =
  (Type: string, Details: string, RecordType = 'Bounce') =>
  (about: ReportedMail) => ({
    RecordType,
    ID: parseInt(mailId(about.messageId).slice(-12), 16),
    Type,
    MessageID: '883953f4-6105-42a2-a16a-77a8eac79483',
    Metadata: { 'mail-id': mailId(about.messageId) },
    Details,
    Email: about.recipient,
    BouncedAt: TIME,
  });

const mailgun = (event: object) => (about: ReportedMail) => ({
  'event-data': {
    id: `event-${about.messageId}`,
    timestamp: SECONDS,
    message: { headers: { to: about.recipient, 'message-id': bareId(about.messageId) } },
    recipient: about.recipient,
    ...event,
  },
});
const failed = (severity: string, reason: string, code: number, message: string, enhanced?: string) =>
  mailgun({
    event: 'failed',
    severity,
    reason,
    'delivery-status': { code, message, ...(enhanced ? { 'enhanced-code': enhanced } : {}) },
  });

const brevo = (event: string, reason: string) => (about: ReportedMail) => ({
  event,
  email: about.recipient,
  id: 26_224,
  'message-id': '<202603011000.1234567@smtp-relay.example.net>',
  'X-Mailin-custom': mailId(about.messageId),
  ts_event: SECONDS,
  reason,
});

const standard = (type: string, data: (about: ReportedMail) => object) => (about: ReportedMail) => ({
  type,
  timestamp: TIME,
  data: data(about),
});

const fixture = (
  provider: ReportProviderName,
  name: string,
  body: ProviderFixture['body'],
  kind: 'hard' | 'soft' | 'complaint' | null,
  code = '',
): ProviderFixture => ({ provider, name: `${provider}: ${name}`, body, expected: kind && { kind, code } });

/** Requests like those that providers document, with what each says. */
export const PROVIDER_FIXTURES: readonly ProviderFixture[] = [
  fixture(
    'ses',
    'permanent',
    sesBounce('Permanent', 'General', '5.1.1', 'smtp; 550 5.1.1 user unknown'),
    'hard',
    '5.1.1',
  ),
  fixture(
    'ses',
    'on the suppression list',
    sesBounce('Permanent', 'OnAccountSuppressionList', '', ''),
    'hard',
    'onaccountsuppressionlist',
  ),
  fixture(
    'ses',
    'mailbox full',
    sesBounce('Transient', 'MailboxFull', '5.2.2', 'smtp; 552 5.2.2 full'),
    'soft',
    '5.2.2',
  ),
  fixture(
    'ses',
    'undetermined',
    sesBounce('Undetermined', 'Undetermined', '', 'smtp; 550 no such user'),
    'hard',
    '550',
  ),
  fixture('ses', 'complaint', sesComplaint('abuse'), 'complaint', 'abuse'),
  fixture('ses', 'not spam after all', sesComplaint('not-spam'), null),
  fixture('ses', 'delivery', () => sns({ notificationType: 'Delivery', delivery: {} }), null),
  fixture(
    'postmark',
    'hard bounce',
    postmark('HardBounce', 'smtp;550 5.1.1 The email account does not exist'),
    'hard',
    '5.1.1',
  ),
  fixture('postmark', 'soft bounce', postmark('SoftBounce', 'smtp;452 4.2.2 over quota'), 'soft', '4.2.2'),
  fixture('postmark', 'still being tried', postmark('Transient', 'smtp;451 later'), null),
  fixture(
    'postmark',
    'spam complaint',
    postmark('SpamComplaint', '', 'SpamComplaint'),
    'complaint',
    'spamcomplaint',
  ),
  fixture('postmark', 'automatic answer', postmark('AutoResponder', 'away'), null),
  fixture(
    'mailgun',
    'permanent',
    failed('permanent', 'bounce', 550, '5.1.1 user unknown', '5.1.1'),
    'hard',
    '5.1.1',
  ),
  fixture(
    'mailgun',
    'permanent, mailbox full',
    failed('permanent', 'bounce', 552, '5.2.2 mailbox full'),
    'soft',
    '5.2.2',
  ),
  fixture(
    'mailgun',
    'suppressed after an earlier bounce',
    failed('permanent', 'suppress-bounce', 605, 'Not delivering to previously bounced address'),
    'hard',
    'suppress-bounce',
  ),
  fixture('mailgun', 'temporary', failed('temporary', 'generic', 451, 'try again later'), null),
  fixture('mailgun', 'complained', mailgun({ event: 'complained' }), 'complaint', 'complained'),
  fixture('brevo', 'hard bounce', brevo('hard_bounce', '550 5.1.1 user unknown'), 'hard', '5.1.1'),
  fixture('brevo', 'soft bounce', brevo('soft_bounce', '452 4.2.2 mailbox full'), 'soft', '4.2.2'),
  fixture('brevo', 'spam', brevo('spam', ''), 'complaint', 'spam'),
  fixture('brevo', 'still being tried', brevo('deferred', '451 later'), null),
  fixture(
    'brevo',
    'a list of events',
    (about) => [brevo('delivered', '')(about), brevo('invalid_email', '')(about)],
    'hard',
    'invalid_email',
  ),
  fixture(
    'standard',
    'bounced',
    standard('mail.bounced', ({ messageId }) => ({ message_id: messageId, kind: 'hard', code: '5.1.1' })),
    'hard',
    '5.1.1',
  ),
  fixture(
    'standard',
    'by return path',
    standard('mail.bounced', ({ returnPath }) => ({ return_path: returnPath, kind: 'soft' })),
    'soft',
  ),
  fixture(
    'standard',
    'complained',
    standard('mail.complained', ({ messageId }) => ({ message_id: messageId })),
    'complaint',
  ),
  fixture(
    'standard',
    'an event that is neither',
    standard('mail.opened', () => ({})),
    null,
  ),
];

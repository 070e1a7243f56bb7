import { asObject, type Json, objectAt, textAt } from '../../validation/json-fields';
import { codeOf, kindOf } from '../bounce-kinds';
import { type MailReport, toTime } from '../mail-report';
import { hasSecret, type ReportProvider } from './report-provider';
import { parseUrl } from '../../config/parse-url';

/** Hosts of Amazon SNS, the only ones that may be asked to confirm a subscription. */
const SNS_HOST = /^sns\.[a-z\d-]+\.amazonaws\.com(?:\.cn)?$/;

/**
 * Amazon SES: notifications and event publishing through SNS, with or without raw message delivery
 * (https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html).
 */
export const ses: ReportProvider = {
  verify: hasSecret,
  read(body) {
    const event = eventIn(body);
    const type = textAt(event, 'notificationType') || textAt(event, 'eventType');
    if (type === 'Bounce') return readBounce(event);
    return type === 'Complaint' ? readComplaint(event) : [];
  },
};

/** The address that confirms the subscription that SNS asks about; null when it does not ask, or not at a host of its own. */
export function confirmationUrl(body: Json): URL | null {
  const text = textAt(body, 'SubscribeURL');
  const url = parseUrl(text);
  if (textAt(body, 'Type') !== 'SubscriptionConfirmation' || !url) return null;
  const isSns = url.protocol === 'https:' && url.port === '' && SNS_HOST.test(url.hostname);
  return isSns && url.username === '' ? url : null;
}

/** SNS puts the event as text into `Message`, unless raw message delivery is on. */
function eventIn(body: Json): Json {
  const text = textAt(body, 'Message');
  if (text === '') return body;
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

function readBounce(event: Json): MailReport[] {
  const bounce = objectAt(event, 'bounce');
  return listAt(bounce, 'bouncedRecipients').map((recipient) => {
    const diagnostic = textAt(recipient, 'diagnosticCode');
    const code = codeOf(textAt(recipient, 'status'), diagnostic);
    const type = textAt(bounce, 'bounceType');
    // Undetermined: SES could not read the report of the other server, so its words decide.
    const kind = type === 'Permanent' ? 'hard' : type === 'Transient' ? 'soft' : kindOf(code, diagnostic);
    return { kind, code: code || textAt(bounce, 'bounceSubType'), ...about(event, bounce, recipient) };
  });
}

function readComplaint(event: Json): MailReport[] {
  const complaint = objectAt(event, 'complaint');
  const feedback = textAt(complaint, 'complaintFeedbackType');
  // The person took the mail out of the spam folder.
  if (feedback === 'not-spam') return [];
  return listAt(complaint, 'complainedRecipients').map((recipient) => ({
    kind: 'complaint',
    code: feedback || 'complaint',
    ...about(event, complaint, recipient),
  }));
}

function about(event: Json, report: Json, recipient: Json) {
  const mail = objectAt(event, 'mail');
  const headers = listAt(mail, 'headers').filter(
    (header) => textAt(header, 'name').toLowerCase() === 'message-id',
  );
  const messageIds = [
    ...headers.map((header) => textAt(header, 'value')),
    textAt(objectAt(mail, 'commonHeaders'), 'messageId'),
  ].filter((id) => id !== '');
  return {
    occurredAt: toTime(textAt(report, 'timestamp')),
    key: `${textAt(report, 'feedbackId')} ${textAt(recipient, 'emailAddress')}`,
    messageIds: messageIds.length > 0 ? messageIds : [textAt(mail, 'messageId')],
    returnPaths: [],
  };
}

function listAt(parent: Json, name: string): Json[] {
  const value = Object.hasOwn(parent, name) ? parent[name] : undefined;
  return Array.isArray(value) ? value.map(asObject) : [];
}

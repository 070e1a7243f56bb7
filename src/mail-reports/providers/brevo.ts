import { asObject, type Json, textAt } from '../../validation/json-fields';
import { codeOf, kindOf } from '../bounce-kinds';
import { type MailReport, toTime } from '../mail-report';
import { hasSecret, type ReportProvider } from './report-provider';

/** Events (https://developers.brevo.com/docs/transactional-webhooks) that say that the address takes no mail. */
const HARD = new Set(['hard_bounce', 'invalid_email', 'invalid']);
const COMPLAINTS = new Set(['spam', 'complaint', 'unsubscribed', 'unsubscribe']);
/** `deferred` is not among them: the mail is still being tried. */
const SOFT = new Set(['soft_bounce', 'blocked', 'error']);

/** Brevo: webhooks for transactional mails, one event or a list of them. */
export const brevo: ReportProvider = {
  verify: hasSecret,
  read(body) {
    const events = Array.isArray(body) ? body.map(asObject) : [body];
    return events.flatMap((event) => reportOf(event) ?? []);
  },
};

function reportOf(event: Json): MailReport | null {
  const name = textAt(event, 'event').toLowerCase();
  const reason = textAt(event, 'reason');
  const code = codeOf('', reason) || name;
  if (COMPLAINTS.has(name)) return { kind: 'complaint', code: name, ...about(event, name) };
  if (HARD.has(name)) return { kind: 'hard', code, ...about(event, name) };
  if (!SOFT.has(name)) return null;
  return {
    kind: name === 'soft_bounce' ? 'soft' : kindOf(codeOf('', reason), reason),
    code,
    ...about(event, name),
  };
}

function about(event: Json, name: string) {
  const messageId = textAt(event, 'message-id');
  const ours = textAt(event, 'X-Mailin-custom');
  const occurredAt = toTime(event.ts_event ?? event.ts);
  return {
    occurredAt,
    key: `${name} ${ours} ${messageId} ${occurredAt?.toISOString() ?? ''} ${textAt(event, 'email')}`,
    messageIds: ours === '' ? [messageId] : [ours, messageId],
    returnPaths: [],
  };
}

import { createHmac } from 'node:crypto';
import { safeEqual } from '../../throttle/verify-secret';
import { type Json, objectAt, textAt } from '../../validation/json-fields';
import { codeOf, kindOf } from '../bounce-kinds';
import { type MailReport, toTime } from '../mail-report';
import { jsonOf, type ReportProvider } from './report-provider';

/** Mailgun: webhooks with `signature` and `event-data` (https://documentation.mailgun.com/docs/mailgun/user-manual/events). */
export const mailgun: ReportProvider = {
  verify(request, secret) {
    const signature = objectAt(jsonOf(request) ?? {}, 'signature');
    const signed = textAt(signature, 'timestamp') + textAt(signature, 'token');
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    return signed !== '' && safeEqual(textAt(signature, 'signature').toLowerCase(), expected);
  },
  read(body) {
    const event = objectAt(body, 'event-data');
    const report = reportOf(event);
    return report ? [report] : [];
  },
};

function reportOf(event: Json): MailReport | null {
  const name = textAt(event, 'event');
  if (name === 'complained') return { kind: 'complaint', code: 'complained', ...about(event) };
  // A failure that is temporary is tried again by Mailgun, which reports the last one as permanent.
  if (name !== 'failed' || textAt(event, 'severity') !== 'permanent') return null;
  const reason = textAt(event, 'reason');
  const status = objectAt(event, 'delivery-status');
  const diagnostic = `${textAt(status, 'message')} ${textAt(status, 'description')}`;
  const code = codeOf(textAt(status, 'enhanced-code'), `${numberAt(status, 'code')} ${diagnostic}`);
  // Addresses that Mailgun itself no longer writes to.
  if (reason === 'suppress-complaint' || reason === 'suppress-unsubscribe') {
    return { kind: 'complaint', code: reason, ...about(event) };
  }
  const kind = reason === 'suppress-bounce' ? 'hard' : kindOf(code, diagnostic);
  return { kind, code: code || reason, ...about(event) };
}

function about(event: Json) {
  const headers = objectAt(objectAt(event, 'message'), 'headers');
  return {
    occurredAt: toTime(event.timestamp),
    key: textAt(event, 'id') || `${textAt(event, 'event')} ${textAt(headers, 'message-id')}`,
    messageIds: [textAt(headers, 'message-id')],
    returnPaths: [],
  };
}

function numberAt(parent: Json, name: string): string {
  const value = Object.hasOwn(parent, name) ? parent[name] : undefined;
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

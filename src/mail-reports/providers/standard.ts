import { Webhook } from 'standardwebhooks';
import { BOUNCE_KINDS, type BounceKind } from '../../ledger/invite-delivery.entity';
import { InvalidRequestContent } from '../../errors/domain-errors';
import { objectAt, textAt } from '../../validation/json-fields';
import { toTime } from '../mail-report';
import type { ReportProvider } from './report-provider';

const TYPES = new Set(['mail.bounced', 'mail.complained']);

/**
 * Reports of any other system, in the form of Standard Webhooks 1.0 (https://www.standardwebhooks.com):
 * `{type, timestamp, data: {message_id | return_path, kind, code}}`, signed with MAIL_REPORT_SECRET_STANDARD.
 */
export const standard: ReportProvider = {
  verify({ headers, raw }, secret) {
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
    const given = Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]));
    try {
      new Webhook(secret).verify(raw.toString('utf8'), given);
      return true;
    } catch {
      return false;
    }
  },
  read(body) {
    const type = textAt(body, 'type');
    if (!TYPES.has(type)) return [];
    const data = objectAt(body, 'data');
    const messageId = textAt(data, 'message_id');
    const returnPath = textAt(data, 'return_path');
    if (messageId === '' && returnPath === '') {
      throw new InvalidRequestContent('required', 'Give message_id or return_path.', 'data__message_id');
    }
    const kind = type === 'mail.complained' ? 'complaint' : textAt(data, 'kind');
    if (!isKind(kind)) {
      throw new InvalidRequestContent('invalid_input', 'Must be hard, soft or complaint.', 'data__kind');
    }
    const timestamp = textAt(body, 'timestamp');
    const code = textAt(data, 'code');
    return [
      {
        kind,
        code,
        occurredAt: toTime(timestamp),
        key: JSON.stringify([type, timestamp, kind, code, messageId, returnPath]),
        messageIds: messageId === '' ? [] : [messageId],
        returnPaths: returnPath === '' ? [] : [returnPath],
      },
    ];
  },
};

function isKind(kind: string): kind is BounceKind {
  return (BOUNCE_KINDS as readonly string[]).includes(kind);
}

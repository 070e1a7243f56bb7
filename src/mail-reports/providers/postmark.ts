import { type Json, objectAt, textAt } from '../../validation/json-fields';
import { codeOf, kindOf } from '../bounce-kinds';
import { type MailReport, toTime } from '../mail-report';
import { hasSecret, type ReportProvider } from './report-provider';

/** Types of bounces (https://postmarkapp.com/developer/api/bounce-api) that say that the address takes no mail. */
const HARD = new Set(['HardBounce', 'BadEmailAddress', 'ManuallyDeactivated']);
/** Types by which a person says that the mail was unwanted. */
const COMPLAINTS = new Set(['SpamComplaint', 'Unsubscribe']);
/** The mail was given up, and another one may arrive; the words of the server can say more. */
const SOFT = new Set([
  'SoftBounce',
  'Undeliverable',
  'DnsError',
  'SMTPApiError',
  'Blocked',
  'SpamNotification',
  'VirusNotification',
  'DMARCPolicy',
  'InboundError',
  'TemplateRenderingFailed',
]);

/** Postmark: webhooks for bounces and spam complaints. */
export const postmark: ReportProvider = {
  verify: hasSecret,
  read(body) {
    const type = textAt(body, 'RecordType') === 'SpamComplaint' ? 'SpamComplaint' : textAt(body, 'Type');
    const report = reportOf(type, body);
    return report ? [report] : [];
  },
};

function reportOf(type: string, body: Json): MailReport | null {
  if (COMPLAINTS.has(type)) return { kind: 'complaint', code: type, ...about(body) };
  const diagnostic = textAt(body, 'Details') || textAt(body, 'Description');
  const code = codeOf('', diagnostic);
  if (HARD.has(type)) return { kind: 'hard', code: code || type, ...about(body) };
  // `Transient` is a mail that is still being tried, `AutoResponder` and `OpenRelayTest` are no bounces, and so on.
  if (!SOFT.has(type) && type !== 'Unknown') return null;
  const kind = SOFT.has(type) ? 'soft' : kindOf(code, diagnostic);
  return { kind, code: code || type, ...about(body) };
}

function about(body: Json) {
  const number = Object.hasOwn(body, 'ID') ? String(body.ID) : '';
  const metadata = objectAt(body, 'Metadata');
  const ours = textAt(metadata, 'mail-id') || textAt(metadata, 'Mail-Id');
  return {
    occurredAt: toTime(textAt(body, 'BouncedAt')),
    key: `${textAt(body, 'RecordType')} ${number} ${textAt(body, 'MessageID')}`,
    // Its own id matches no mail; it is shown with a report that has nothing else.
    messageIds: [ours || textAt(body, 'MessageID')],
    returnPaths: [],
  };
}

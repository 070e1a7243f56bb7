import type { BounceKind } from '../ledger/invite-delivery.entity';

/** A bounce or complaint about one mail, as somebody reported it. */
export interface MailReport {
  kind: BounceKind;
  /** Enhanced status code (RFC 3463), reply code of SMTP, or a word of the provider; empty for none. */
  code: string;
  /** Null when the report does not say. */
  occurredAt: Date | null;
  /** Tells the report from others of its source: the same report has the same key whenever it comes. */
  key: string;
  /** Message-IDs of the mail, with or without angle brackets, or ids of mails that a provider repeats. */
  messageIds: string[];
  /** Addresses of which one may be the return path of the mail. */
  returnPaths: string[];
}

/** Providers that post their reports to `/api/mail_reports/<provider>`. */
export const REPORT_PROVIDERS = ['ses', 'postmark', 'mailgun', 'brevo', 'standard'] as const;
export type ReportProviderName = (typeof REPORT_PROVIDERS)[number];

/** Where reports come from. `imap`: the mailbox of MAIL_REPORTS_IMAP_URL. */
export const REPORT_SOURCES = [...REPORT_PROVIDERS, 'imap'] as const;
export type ReportSource = (typeof REPORT_SOURCES)[number];

/** Codes are short words, so that nothing else of a report gets into the ledger by this way. */
const CODE = /^[\w.:-]{1,40}$/;

/** The text if it is a code, in lower case with `_` for blanks; else empty. */
export function toCode(text: string): string {
  const code = text.trim().toLowerCase().replace(/\s+/g, '_');
  return CODE.test(code) ? code : '';
}

/** A time in any form that a provider uses: ISO 8601, or seconds since 1970; null for none. */
export function toTime(value: unknown): Date | null {
  const time =
    typeof value === 'number' ? new Date(value * 1000) : typeof value === 'string' ? new Date(value) : null;
  return time !== null && Number.isFinite(time.getTime()) ? time : null;
}

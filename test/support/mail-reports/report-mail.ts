import type { BounceKind } from '../../../src/ledger/invite-delivery.entity';

/** The mail of ours that a report is about. */
export interface ReportedMail {
  messageId: string;
  /** Envelope sender of the mail, to which the report comes. */
  returnPath: string;
  recipient: string;
}

interface ReportParts {
  from: string;
  subject: string;
  headers?: string[];
  /** The part for people. */
  words: string;
  /** Blocks of message/delivery-status or message/feedback-report; none for a report in words only. */
  status?: string[][];
  statusType?: string;
  reportType?: string;
  /** The returned mail: whole, its headers only, or nothing. */
  original?: 'mail' | 'headers' | 'none';
  originalType?: string;
}

const CRLF = '\r\n';

/** The mail as its server had it. */
export function originalMail({ messageId, returnPath, recipient }: ReportedMail): string {
  return [
    `Return-Path: <${returnPath}>`,
    'Received: from parley.example.com (parley.example.com [192.0.2.10])',
    '\tby mx.example.net with ESMTPS id 4WxYz1; Sun, 1 Mar 2026 10:00:00 +0000',
    'From: Parley <research@example.com>',
    `To: ${recipient}`,
    'Subject: Ten minutes about your work',
    `Message-ID: ${messageId}`,
    'Date: Sun, 01 Mar 2026 10:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Hello, would you talk with us?',
    '',
  ].join(CRLF);
}

/** A report as multipart/report (RFC 6522), or in words when it has no `status`. */
export function reportMail(mail: ReportedMail, parts: ReportParts): Buffer {
  const { from, subject, headers = [], words, status = [], original = 'headers' } = parts;
  const { statusType = 'message/delivery-status', reportType = 'delivery-status' } = parts;
  const common = [
    'Return-Path: <>',
    `From: ${from}`,
    `To: ${mail.returnPath}`,
    `Subject: ${subject}`,
    `Message-ID: <report-of-${mail.messageId.replace(/[<>]/g, '')}>`,
    'Date: Sun, 01 Mar 2026 10:00:05 +0000',
    'Auto-Submitted: auto-replied',
    ...headers,
    'MIME-Version: 1.0',
  ];
  if (status.length === 0) {
    return Buffer.from([...common, 'Content-Type: text/plain; charset=utf-8', '', words, ''].join(CRLF));
  }
  const part = (type: string, content: string) => ['--=_b', `Content-Type: ${type}`, '', content];
  const source = originalMail(mail);
  const copy =
    original === 'mail'
      ? part(parts.originalType ?? 'message/rfc822', source)
      : original === 'headers'
        ? part(parts.originalType ?? 'text/rfc822-headers', source.slice(0, source.indexOf(CRLF + CRLF) + 2))
        : [];
  const lines = [
    ...common,
    `Content-Type: multipart/report; report-type=${reportType}; boundary="=_b"`,
    '',
    'This is a MIME-encapsulated message.',
    ...part('text/plain; charset=utf-8', `${words}${CRLF}`),
    ...part(statusType, `${status.map((block) => block.join(CRLF)).join(CRLF + CRLF)}${CRLF}`),
    ...copy,
    '--=_b--',
    '',
  ];
  return Buffer.from(lines.join(CRLF));
}

/** A report like those of a kind of server, and what it says; null for a mail that is no bounce and no complaint. */
export interface ReportFixture {
  name: string;
  mail: (about: ReportedMail) => Buffer;
  expected: { kind: BounceKind; code: string } | null;
}

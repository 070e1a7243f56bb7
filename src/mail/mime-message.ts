import { foldLines, hasLongerLines, isPlainText } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';
import * as qp from 'nodemailer/lib/qp';
import { randomUUID } from 'node:crypto';

export interface MailAddress {
  name: string;
  address: string;
}

/** What a message is made of. */
export interface MessageParts {
  messageId: string;
  from: MailAddress;
  to: MailAddress;
  replyTo: string;
  subject: string;
  headers: Record<string, string>;
  text: string;
  html: string;
}

// RFC 2045 and 5322 allow more, but shorter lines survive every relay.
const LINE_LENGTH = 76;
const REMEMBERED = 500;

const headerEncoder = new MimeNode();
const header = remember((name: string, value: string | MailAddress) =>
  foldLines(`${name}: ${headerEncoder.encodeHeaderValue(name, value)}`, LINE_LENGTH),
);
const quotedPrintable = remember((line: string) => qp.wrap(qp.encode(line), LINE_LENGTH));

/**
 * A finished message (RFC 5322, MIME). nodemailer would write about the same, but builds a tree and a chain of
 * streams for each message, and that takes longer than all other work on a mail. The mails of a batch have most
 * headers and lines in common, so here these are encoded once.
 */
export function writeMessage({
  messageId,
  from,
  to,
  replyTo,
  subject,
  headers,
  text,
  html,
}: MessageParts): string {
  // No encoded line can contain "=_" (RFC 2045, 6.7), and no author of a plain one can guess the rest.
  const boundary = `=_${randomUUID()}`;
  return [
    header('From', from),
    header('To', to),
    header('Reply-To', replyTo),
    header('Subject', subject),
    ...Object.entries(headers).map(([name, value]) => header(name, value)),
    `Message-ID: ${messageId}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    ...writePart('text/plain', text),
    `--${boundary}`,
    ...writePart('text/html', html),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

function writePart(type: string, content: string): string[] {
  const lines = content.split(/\r?\n/);
  const asItIs = isPlainText(content) && !hasLongerLines(content, LINE_LENGTH);
  return [
    `Content-Type: ${type}; charset=utf-8`,
    `Content-Transfer-Encoding: ${asItIs ? '7bit' : 'quoted-printable'}`,
    '',
    ...(asItIs ? lines : lines.map((line) => quotedPrintable(line))),
  ];
}

/** Keeps some results of a pure function. */
function remember<Values extends unknown[]>(compute: (...values: Values) => string) {
  const known = new Map<string, string>();
  return (...values: Values): string => {
    const key = values.length === 1 ? String(values[0]) : JSON.stringify(values);
    let result = known.get(key);
    if (result === undefined) {
      if (known.size >= REMEMBERED) known.clear();
      result = compute(...values);
      known.set(key, result);
    }
    return result;
  };
}

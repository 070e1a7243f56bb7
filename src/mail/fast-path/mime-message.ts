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
  text: string;
  html: string;
}

// RFC 2045 allows no longer line in quoted-printable; RFC 5322 and 2047 recommend it for headers.
const LINE_LENGTH = 76;
// Several times what the mails of one batch have in common.
const REMEMBERED_LINES = 500;

const headerEncoder = new MimeNode();
const encodedLines = new Map<string, string>();

/**
 * A finished message (RFC 5322, RFC 2045), as nodemailer would write it. nodemailer builds a tree of nodes and a
 * chain of streams for each message, and that costs a worker more than all other work on a mail: with this it sends
 * about twice as many (docs/performance.md). Encoding is nodemailer's; only the frame is put together here.
 */
export function writeMessage({ messageId, from, to, replyTo, subject, text, html }: MessageParts): string {
  // No quoted-printable line can contain "=_" (RFC 2045, 6.7), and nobody who writes a plain one can guess the rest.
  const boundary = `=_${randomUUID()}`;
  return [
    header('From', from),
    header('To', to),
    rememberedHeader('Reply-To', replyTo),
    rememberedHeader('Subject', subject),
    header('Message-ID', messageId),
    'Auto-Submitted: auto-generated',
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    ...part('text/plain', text),
    `--${boundary}`,
    ...part('text/html', html),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

/** One header, encoded and folded; line breaks in the value are gone. */
function header(name: string, value: string | MailAddress): string {
  return foldLines(`${name}: ${headerEncoder.encodeHeaderValue(name, value)}`, LINE_LENGTH);
}

function rememberedHeader(name: string, value: string): string {
  // No line of a body contains NUL, so none can be taken for a header.
  return remembered(`\0${name}\0${value}`, () => header(name, value));
}

function part(type: string, content: string): string[] {
  const lines = content.split(/\r\n|\r|\n/);
  const asItIs = isPlainText(content) && !hasLongerLines(content, LINE_LENGTH);
  return [
    `Content-Type: ${type}; charset=utf-8`,
    `Content-Transfer-Encoding: ${asItIs ? '7bit' : 'quoted-printable'}`,
    '',
    ...(asItIs ? lines : lines.map(quotedPrintable)),
  ];
}

function quotedPrintable(line: string): string {
  return remembered(line, () => qp.wrap(qp.encode(line), LINE_LENGTH));
}

/** The mails of a batch differ in a few lines only; `key` is all that the result depends on. */
function remembered(key: string, compute: () => string): string {
  let line = encodedLines.get(key);
  if (line === undefined) {
    line = compute();
    if (encodedLines.size >= REMEMBERED_LINES) encodedLines.clear();
    encodedLines.set(key, line);
  }
  return line;
}

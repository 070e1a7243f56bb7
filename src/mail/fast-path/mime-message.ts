import { foldLines, hasLongerLines, isPlainText } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';
import * as qp from 'nodemailer/lib/qp';
import { randomUUID } from 'node:crypto';

export interface MailAddress {
  name: string;
  address: string;
}

/** The headers and bodies of a message. */
export interface MessageParts {
  messageId: string;
  from: MailAddress;
  to: MailAddress;
  /** Null for none: replies go to `from`. */
  replyTo: string | null;
  /** Page and address of one-click unsubscription (RFC 8058); null for none. */
  unsubscribeUrl: string | null;
  /** Complete lines of further headers, in ASCII and at most 76 characters long. */
  headers: string[];
  subject: string;
  text: string;
  html: string;
}

/** The maximum line length of quoted-printable (RFC 2045). RFC 5322 and 2047 recommend it for headers too. */
const LINE_LENGTH = 76;
/** Number of encoded lines that are cached, several times the lines that the mails of a batch share. */
const MAX_CACHED_LINES = 500;

const headerEncoder = new MimeNode();
const lineCache = new Map<string, string>();

/**
 * Neutralises encoded words (RFC 2047) in a text for a header. Mail readers decode anything that looks like one, so
 * `=?…?=` in user text could show other words than those that were checked.
 */
export function headerText(text: string): string {
  return text.replaceAll('=?', '= ?');
}

/**
 * Writes a complete message (RFC 5322, RFC 2045), equal to one by nodemailer. nodemailer builds a tree of nodes and a
 * chain of streams per message, which takes more time than all other work on a mail; without them a worker sends about
 * twice as many (docs/performance.md). Headers and bodies are still encoded by nodemailer's functions.
 */
export function writeMessage(parts: MessageParts): string {
  const { messageId, from, to, replyTo, subject, text, html } = parts;
  // A quoted-printable line cannot contain "=_" (RFC 2045, 6.7), and the UUID cannot be guessed to put it in a 7bit line.
  const boundary = `=_${randomUUID()}`;
  return [
    header('From', from),
    header('To', to),
    ...(replyTo === null ? [] : [cachedHeader('Reply-To', replyTo)]),
    cachedHeader('Subject', subject),
    header('Message-ID', messageId),
    ...unsubscribeHeaders(parts.unsubscribeUrl),
    ...parts.headers,
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

/** Encodes and folds a header. Line breaks in the value are removed, so it cannot add headers. */
function header(name: string, value: string | MailAddress): string {
  return foldLines(`${name}: ${headerEncoder.encodeHeaderValue(name, value)}`, LINE_LENGTH);
}

/** The headers of RFC 2369 and RFC 8058. They are not folded, because some receivers do not unfold the URL. */
function unsubscribeHeaders(url: string | null): string[] {
  if (url === null) return [];
  // The parser escapes or removes line breaks, blanks, angle brackets and characters outside of ASCII.
  return [`List-Unsubscribe: <${new URL(url).href}>`, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'];
}

function cachedHeader(name: string, value: string): string {
  // A line of a body has no NUL, so it cannot have the same key as a header.
  return cached(`\0${name}\0${value}`, () => header(name, value));
}

function part(type: string, content: string): string[] {
  const lines = content.split(/\r\n|\r|\n/);
  const isPlain = isPlainText(content) && !hasLongerLines(content, LINE_LENGTH);
  return [
    `Content-Type: ${type}; charset=utf-8`,
    `Content-Transfer-Encoding: ${isPlain ? '7bit' : 'quoted-printable'}`,
    '',
    ...(isPlain ? lines : lines.map(quotedPrintable)),
  ];
}

function quotedPrintable(line: string): string {
  return cached(line, () => qp.wrap(qp.encode(line), LINE_LENGTH));
}

/** Caches encoded lines, because the mails of a batch differ in few lines. The result may depend on `key` only. */
function cached(key: string, compute: () => string): string {
  let line = lineCache.get(key);
  if (line === undefined) {
    line = compute();
    if (lineCache.size >= MAX_CACHED_LINES) lineCache.clear();
    lineCache.set(key, line);
  }
  return line;
}

import { simpleParser } from 'mailparser';
import type { AddressObject, EmailAddress, ParsedMail } from 'mailparser';
import { splitEnvelope } from './envelope';
import type { Envelope } from './envelope';
import { receivedAtOf } from './mailbox-id';

/** What a list shows of a message. */
export interface MessageSummary {
  id: string;
  /** Bare addresses the message was delivered to; those of its `To` header if no envelope is known. */
  recipients: string[];
  to: string;
  /** The names alone out of `to`; empty if there are none. */
  toNames: string;
  from: string;
  subject: string;
  /** The `Date` header, else the time of receipt. */
  date: Date;
}

export interface AttachmentInfo {
  name: string;
  type: string;
  size: number;
}

/** A message in full. */
export interface Message extends MessageSummary {
  receivedAt: Date;
  envelope: Envelope;
  cc: string;
  replyTo: string;
  messageId: string;
  /** Every header in its order, unfolded but not decoded. */
  headers: { name: string; value: string }[];
  html: string | null;
  text: string | null;
  attachments: AttachmentInfo[];
  /** The message exactly as received. */
  raw: Buffer;
}

/** Reads what a list needs from the first part of a stored file, which must hold all of its headers. */
export async function parseSummary(id: string, content: Buffer): Promise<MessageSummary> {
  const { envelope, raw } = splitEnvelope(content);
  const end = endOfHeaders(raw);
  return summarize(id, envelope, await parseMail(end === -1 ? raw : raw.subarray(0, end)));
}

/** Reads a whole stored file. A message that is not valid MIME gives empty fields, never an error. */
export async function parseMessage(id: string, content: Buffer): Promise<Message> {
  const { envelope, raw } = splitEnvelope(content);
  const mail = await parseMail(raw);
  return {
    ...summarize(id, envelope, mail),
    receivedAt: receivedAtOf(id),
    envelope,
    cc: formatAddresses(mail.cc),
    replyTo: formatAddresses(mail.replyTo),
    messageId: mail.messageId ?? '',
    headers: mail.headerLines.map(({ line }) => splitHeader(line)),
    html: mail.html || null,
    text: mail.text ?? null,
    attachments: mail.attachments.map((part) => ({
      name: part.filename ?? '(unnamed)',
      type: part.contentType,
      size: part.size,
    })),
    raw,
  };
}

/** Where the headers end (the position of the empty line), or -1 if they go on beyond the buffer. */
export function endOfHeaders(content: Buffer): number {
  const ends = ['\r\n\r\n', '\n\n'].map((mark) => content.indexOf(mark)).filter((position) => position >= 0);
  return ends.length === 0 ? -1 : Math.min(...ends);
}

async function parseMail(raw: Buffer): Promise<ParsedMail> {
  try {
    // The two conversions are off so that the page shows the parts that were really sent.
    return await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, checksumAlgo: false });
  } catch {
    return { attachments: [], headers: new Map(), headerLines: [] };
  }
}

function summarize(id: string, envelope: Envelope, mail: ParsedMail): MessageSummary {
  const to = formatAddresses(mail.to);
  const recipients = envelope.to.length > 0 ? envelope.to : mailboxesOf(mail.to).flatMap(bareAddress);
  return {
    id,
    recipients,
    to: to || recipients.join(', '),
    toNames: mailboxesOf(mail.to)
      .map(({ name }) => name)
      .filter(Boolean)
      .join(', '),
    from: formatAddresses(mail.from) || envelope.from,
    subject: mail.subject ?? '',
    date: dateOf(mail) ?? receivedAtOf(id),
  };
}

/** The parser answers a date it cannot read with the present time, which would change at every look. */
function dateOf(mail: ParsedMail): Date | null {
  const line = mail.headerLines.find(({ key }) => key === 'date')?.line;
  const readable = line !== undefined && !Number.isNaN(Date.parse(splitHeader(line).value));
  return readable ? (mail.date ?? null) : null;
}

function formatAddresses(header: AddressObject | AddressObject[] | undefined): string {
  return mailboxesOf(header)
    .map(({ name, address }) => (name && address ? `${name} <${address}>` : (address ?? name)))
    .join(', ');
}

function mailboxesOf(header: AddressObject | AddressObject[] | undefined): EmailAddress[] {
  const headers = header === undefined ? [] : [header].flat();
  return headers.flatMap(({ value }) => value).flatMap((entry) => entry.group ?? [entry]);
}

function bareAddress({ address }: EmailAddress): string[] {
  return address ? [address] : [];
}

function splitHeader(line: string): { name: string; value: string } {
  const colon = line.indexOf(':');
  return {
    name: line.slice(0, colon),
    value: line
      .slice(colon + 1)
      .replace(/\r?\n\s+/g, ' ')
      .trim(),
  };
}

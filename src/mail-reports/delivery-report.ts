import type { AddressObject, Attachment, ParsedMail } from 'mailparser';
import { codeOf, kindOf } from './bounce-kinds';
import type { MailReport } from './mail-report';

/** Fields of one block of a machine-readable part, by name in lower case. */
type Fields = ReadonlyMap<string, string>;

/** Feedback types (RFC 5965) that say nothing against the sender. */
const NO_COMPLAINT = new Set(['not-spam', 'auth-failure', 'virus']);

/** Senders of reports that are no reports by their form, such as those of qmail. */
const POSTMASTER = /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|bounces?)(?:[+-].*)?@/i;
const FAILED_SUBJECT =
  /undeliver|undelivered|delivery (?:status notification|failure|failed|has failed)|returned (?:mail|to sender)|failure notice|mail delivery (?:failed|failure|system)|message not delivered|unzustellbar|nicht zugestellt|no se (?:pudo|ha podido) entregar|no entregado|non remis/i;
/** A mail that is still being tried is no bounce. */
const STILL_TRIED =
  /\bdelayed\b|will (?:continue|be (?:retried|attempted)|keep trying)|no action is required|still trying|warning: (?:message|could not)|verzögert|retrasad/i;
const MESSAGE_ID = /^[ >\t]*Message-ID:\s*(<[^<>\s]+>)/gim;
const ADDRESS = /[^\s<>;,"]+@[^\s<>;,"]+/g;

/** Mails that a person or a program sent, and not a report, are no longer than this in the parts that are searched. */
const SEARCHED_CHARACTERS = 200_000;

/**
 * Reads a delivery report (RFC 3464), a complaint (ARF, RFC 5965), or a report of a server that follows neither.
 * @param source the mail, which may be cut off at its end
 * @returns null for any other mail, for a report of a delay, and for one of success
 */
export async function readDeliveryReport(source: Buffer): Promise<MailReport | null> {
  // Loaded when it is needed, as the IMAP client.
  const { simpleParser } = await import('mailparser');
  const mail = await simpleParser(source, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
  });
  const outcome = complaintIn(mail) ?? failureIn(mail);
  if (!outcome) return null;
  const original = originalOf(mail);
  const fields = [...blocksOf(mail, 'message/feedback-report'), ...blocksOf(mail, 'message/delivery-status')];
  return {
    ...outcome.report,
    occurredAt: mail.date ?? null,
    key: mail.messageId ?? source.toString('latin1'),
    messageIds: [
      ...new Set([...idsIn(original), ...idsIn(outcome.isStandard ? '' : textOf(mail)), ...repliedTo(mail)]),
    ],
    returnPaths: returnPathsOf(mail, fields),
  };
}

interface Outcome {
  report: Pick<MailReport, 'kind' | 'code'>;
  /** Whether the report is of a standard form, so that its human part need not be searched. */
  isStandard: boolean;
}

function complaintIn(mail: ParsedMail): Outcome | null {
  const [fields] = blocksOf(mail, 'message/feedback-report');
  if (!fields) return null;
  const type = (fields.get('feedback-type') ?? '').toLowerCase();
  if (NO_COMPLAINT.has(type)) return null;
  return { report: { kind: 'complaint', code: type || 'complaint' }, isStandard: true };
}

function failureIn(mail: ParsedMail): Outcome | null {
  // The first block is about the whole mail, the others about one recipient each; some servers leave the first out.
  const recipients = blocksOf(mail, 'message/delivery-status').filter((fields) => fields.has('action'));
  if (recipients.length === 0) return failureInWords(mail);
  const failed = recipients.find((fields) => fields.get('action')?.toLowerCase().startsWith('failed'));
  if (!failed) return null;
  const diagnostic = failed.get('diagnostic-code') ?? '';
  const status = failed.get('status') ?? '';
  const words = diagnostic === '' ? textOf(mail) : diagnostic;
  const code = codeOf(status, words);
  return { report: { kind: kindOf(code, words), code }, isStandard: true };
}

/** A report that only a person can read, of which servers such as qmail and Exim send many. */
function failureInWords(mail: ParsedMail): Outcome | null {
  if (!looksLikeReport(mail)) return null;
  const words = beforeOriginal(textOf(mail));
  if (STILL_TRIED.test(words) || STILL_TRIED.test(mail.subject ?? '')) return null;
  const code = codeOf('', words);
  return { report: { kind: kindOf(code, words), code }, isStandard: false };
}

function looksLikeReport(mail: ParsedMail): boolean {
  if (mail.headers.has('x-failed-recipients')) return true;
  const [sender = ''] = addressesOf(mail.from);
  // An automatic answer of a person's mailbox comes from the person's address.
  return (
    POSTMASTER.test(sender) && FAILED_SUBJECT.test(`${mail.subject ?? ''} ${textOf(mail).slice(0, 2000)}`)
  );
}

/** The part of a report in words that comes before the copy of the mail. */
function beforeOriginal(text: string): string {
  const copy =
    /^(?:-+ (?:below this line|this is a copy|the following|original message|forwarded|returned message|unsent message).*|.*original message headers.*|received: .*|return-path: .*)$/im.exec(
      text,
    );
  return copy ? text.slice(0, copy.index) : text;
}

/** The headers of the mail that the report is about, as far as the report has them. */
function originalOf(mail: ParsedMail): string {
  const part = mail.attachments.find(({ contentType }) =>
    [
      'message/rfc822',
      'text/rfc822-headers',
      'message/global',
      'message/rfc822-headers',
      'message/global-headers',
    ].includes(contentType),
  );
  return part ? contentOf(part) : '';
}

function idsIn(text: string): string[] {
  return [...text.matchAll(MESSAGE_ID)].map(([, id = '']) => id);
}

/** A report is an answer to the mail, and some servers say so. */
function repliedTo({ inReplyTo = '', references = [] }: ParsedMail): string[] {
  return [inReplyTo, ...[references].flat()].filter((id) => id !== '').slice(0, 10);
}

/** Where the report came to, and the return path that it names itself. */
function returnPathsOf(mail: ParsedMail, blocks: Fields[]): string[] {
  const delivered = [
    'delivered-to',
    'x-original-to',
    'envelope-to',
    'x-envelope-to',
    'x-delivered-to',
  ].flatMap((name) =>
    [mail.headers.get(name)]
      .flat()
      .flatMap((value) =>
        typeof value === 'string' ? [value] : addressesOf(value as AddressObject | undefined),
      ),
  );
  const named = blocks.flatMap((fields) => fields.get('original-mail-from') ?? []);
  const addresses = [...addressesOf(mail.to), ...delivered, ...named].join(' ').match(ADDRESS) ?? [];
  return [...new Set(addresses)].slice(0, 20);
}

/** The blocks of a machine-readable part, which blank lines separate. Continued lines are joined (RFC 5322, 2.2.3). */
function blocksOf(mail: ParsedMail, type: string): Fields[] {
  const types = type === 'message/delivery-status' ? [type, 'message/global-delivery-status'] : [type];
  const part = mail.attachments.find(({ contentType }) => types.includes(contentType));
  if (!part) return [];
  return contentOf(part)
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+(?=\S)/g, ' ')
    .split(/\n[ \t]*\n/)
    .map(
      (block) =>
        new Map(
          [...block.matchAll(/^([\w-]+):[ \t]*(.*)$/gm)].map(
            ([, name = '', value = '']) => [name.toLowerCase(), value.trim()] as const,
          ),
        ),
    )
    .filter((fields) => fields.size > 0);
}

function contentOf({ content }: Attachment): string {
  return content.subarray(0, SEARCHED_CHARACTERS).toString('utf8');
}

function textOf({ text = '', html }: ParsedMail): string {
  const words = text === '' && typeof html === 'string' ? html.replace(/<[^>]*>/g, ' ') : text;
  return words.slice(0, SEARCHED_CHARACTERS);
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): string[] {
  return [field]
    .flat()
    .flatMap((list) => list?.value ?? [])
    .flatMap(({ address }) => address ?? []);
}

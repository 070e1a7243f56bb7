import addressparser from 'nodemailer/lib/addressparser';
import { domainToASCII } from 'node:url';
import isEmail from 'validator/lib/isEmail';

/** An email address and, if the identifier has one, a display name. */
export interface Mailbox {
  address: string;
  name: string | null;
}

// `Display Name <address>` without quotes and comments, which are left to the library.
const NAMED_MAILBOX = /^([^<>("]*)<([^<>\s]+)>$/u;
// Quoted strings and comments of RFC 5322, where `<` and `>` have no meaning.
const QUOTED_OR_COMMENT = /"(?:[^"\\]|\\.)*"|\([^()]*\)/gu;
const TRAILING_COMMENT = /^\s*\([^()]*\)$/u;
// Format characters, fillers and variation selectors: nobody sees them, so two addresses could look the same.
const HIDDEN = /[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]/u;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

export const MAX_EMAIL_LENGTH = 254;
export const MAX_IDENTIFIER_LENGTH = 400;
const MAX_PARSED_LENGTH = 2 * MAX_IDENTIFIER_LENGTH;

/** Parses `address` or `Display Name <address>`; null when the identifier is neither. */
export function parseMailbox(identifier: string): Mailbox | null {
  return readMailbox(identifier, false);
}

/** Whether an identifier is an address apart from its length, which exceeds the limits of RFC 5321, 4.5.3.1. */
export function isOverlongMailbox(identifier: string): boolean {
  const isTooLong = Array.from(identifier).length > MAX_EMAIL_LENGTH || parseMailbox(identifier) === null;
  return isTooLong && readMailbox(identifier, true) !== null;
}

/**
 * Matches the common form of addresses. `isEmail` accepts all of these too, but takes fifty times as long, which matters
 * in a request with 100 000 addresses.
 */
const PLAIN_ADDRESS =
  /^(?=.{1,64}@)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,40}\.){1,3}[A-Za-z]{2,20}$/;

function isAddress(text: string, ofAnyLength: boolean): boolean {
  return PLAIN_ADDRESS.test(text) || isEmail(text, { ignore_max_length: ofAnyLength });
}

function readMailbox(identifier: string, ofAnyLength: boolean): Mailbox | null {
  if (CONTROL.test(identifier)) return null;
  const named = NAMED_MAILBOX.exec(identifier);
  const address = named?.[2] ?? identifier;
  if (isAddress(address, ofAnyLength)) return mailbox(address, named?.[1] ?? '');
  // Only quotes and comments are left to read; the limit keeps hostile texts from the library.
  const hasMore = /["(]/.test(identifier) && identifier.length <= MAX_PARSED_LENGTH;
  return hasMore ? readWithLibrary(identifier, ofAnyLength) : null;
}

/** Reads forms with quotes and comments. The library accepts nearly everything, so the form is checked afterwards. */
function readWithLibrary(identifier: string, ofAnyLength: boolean): Mailbox | null {
  const [read, ...others] = addressparser(identifier, { flatten: true });
  if (!read || others.length > 0 || !isAddress(read.address, ofAnyLength)) return null;
  const { address, name } = read;
  const isBare = identifier.startsWith(address) && TRAILING_COMMENT.test(identifier.slice(address.length));
  const before = identifier.slice(0, -(address.length + 2)).replace(QUOTED_OR_COMMENT, '');
  const isNamed = identifier.endsWith(`<${address}>`) && !/[<>()"]/.test(before);
  return isBare || isNamed ? mailbox(address, name) : null;
}

function mailbox(address: string, name: string): Mailbox | null {
  if (HIDDEN.test(address)) return null;
  const shown = name.trim().replace(/\s+/gu, ' ');
  return { address, name: shown === '' ? null : shown };
}

/**
 * One form for all spellings of a mailbox: Unicode NFC, lower case, domain in ASCII (IDNA). Two addresses with the same
 * canonical form get one mail.
 */
export function canonicalMailbox(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).normalize('NFC').toLowerCase();
  const domain = address.slice(at + 1);
  return `${local}@${domainToASCII(domain) || domain.toLowerCase()}`;
}

/** Whether an identifier was meant as an address: something stands on both sides of an `@`. */
export function looksLikeAddress(identifier: string): boolean {
  return /[^ @]@[^ @]/u.test(identifier);
}

/** Whether an identifier has a character that nobody sees. */
export function hasHiddenCharacter(identifier: string): boolean {
  return HIDDEN.test(identifier);
}

/** Without white space and hidden characters at both ends, which copying from other programs leaves there. */
export function trimIdentifier(identifier: string): string {
  const characters = identifier.trim();
  let start = 0;
  let end = characters.length;
  // All hidden characters that programs put around a copied address are single UTF-16 units.
  while (start < end && isHiddenOrSpace(characters.charAt(start))) start += 1;
  while (end > start && isHiddenOrSpace(characters.charAt(end - 1))) end -= 1;
  return characters.slice(start, end);
}

function isHiddenOrSpace(character: string): boolean {
  return character > '\u007f' ? HIDDEN.test(character) || character.trim() === '' : character === ' ';
}

/**
 * The name used in greetings: the display name, else words made from the local part, else the identifier. Pass
 * `mailbox` when the identifier was parsed already.
 */
export function userNameOf(identifier: string, mailbox = parseMailbox(identifier)): string {
  if (!mailbox) return identifier;
  if (mailbox.name !== null) return mailbox.name;
  const words = mailbox.address.slice(0, mailbox.address.lastIndexOf('@')).replace(/[._]+/gu, ' ').trim();
  const name = words.replace(/\p{L}+/gu, (word) => {
    const [first = '', ...rest] = word;
    return first.toUpperCase() + rest.join('').toLowerCase();
  });
  return name || identifier;
}

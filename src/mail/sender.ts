import { parseMailbox } from '../identifiers/identifier';
import { asciiDomain } from './smtp-options';

/** Name and address of MAIL_FROM. */
export function parseSender(mailFrom: string): { name: string | null; address: string } {
  // An operator's name keeps quotes inside of it, which RFC 5322 would read as delimiters.
  const named = /^([^"].*)<([^<>\s]+@[^<>\s]+)>$/u.exec(mailFrom.trim());
  if (named) return { name: named[1]?.trim() ?? null, address: named[2] ?? '' };
  return parseMailbox(mailFrom) ?? { name: null, address: mailFrom.trim() };
}

/** Only local parts keep other characters than ASCII, because they have no other form. */
export function withAsciiDomain(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + asciiDomain(address.slice(at));
}

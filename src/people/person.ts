import { canonicalMailbox, parseMailbox, trimIdentifier } from '../identifiers/identifier';

/** Shorter ids can be ordinary words or numbers, so they are not looked for inside of texts. */
const MIN_ID_IN_TEXTS = 8;

/** A person, by mailbox or by another id, with everything that a project calls them by. */
export interface Person {
  projectId: string;
  /** The mailbox as contacts store it; null for a person who is known by another id. */
  mailbox: string | null;
  /** The identifiers as they are stored, each spelling of the mailbox among them. */
  identifiers: string[];
  /** Texts in lower case that tell that a row is about the person: the spellings of the address, or the id. */
  needles: string[];
}

/** The mailbox that an identifier stands for; null when it is another kind of id. */
export function mailboxOf(identifier: string): string | null {
  const parsed = parseMailbox(trimIdentifier(identifier));
  return parsed && canonicalMailbox(parsed.address);
}

/**
 * The person of an identifier.
 * @param stored identifiers of the project among which the person's are; others are left out
 */
export function personOf(projectId: string, identifier: string, stored: string[]): Person {
  const mailbox = mailboxOf(identifier);
  if (mailbox === null)
    return { projectId, mailbox, identifiers: [identifier], needles: [identifier.toLowerCase()] };
  const identifiers = [...new Set([identifier, ...stored.filter((one) => mailboxOf(one) === mailbox)])];
  const addresses = identifiers.flatMap(
    (one) => parseMailbox(trimIdentifier(one))?.address.toLowerCase() ?? [],
  );
  return { projectId, mailbox, identifiers, needles: [...new Set([mailbox, ...addresses])] };
}

/**
 * A part of the person's identifiers that all of their spellings contain, in lower case, to narrow a search; empty when
 * there is none, because case and domain can be written in ways that only this program can compare.
 */
export function commonPartOf(identifier: string): string {
  const local = (mailboxOf(identifier) ?? identifier).replace(/@[^@]*$/, '');
  return /^[\x20-\x7e]+$/.test(local) ? local.toLowerCase() : '';
}

/** Whether a stored answer or message, in lower case, names the person. */
export function isNamedIn(text: string, { mailbox, needles }: Pick<Person, 'mailbox' | 'needles'>): boolean {
  // An id must be a whole JSON text: user-1 is not user-10.
  return needles.some((needle) => text.includes(mailbox === null ? JSON.stringify(needle) : needle));
}

/**
 * A regular expression, as PostgreSQL and JavaScript read it, of the person's address or id inside of texts; null when the
 * id is too short to be told from other words. Matches whole addresses only: ada@example.com is not in
 * nada@example.com.
 */
export function addressPattern({ mailbox, needles }: Pick<Person, 'mailbox' | 'needles'>): string | null {
  const findable = needles.filter((needle) => mailbox !== null || needle.length >= MIN_ID_IN_TEXTS);
  return findable.length === 0
    ? null
    : `(?<![\\w.+-])(?:${findable.map(escaped).join('|')})(?![\\w-]|\\.\\w)`;
}

/** A text to look for in others: a regular expression, and texts in lower case one of which is in every match. */
export interface Wanted {
  pattern: string;
  needles: string[];
}

/**
 * The address and the full names of a person, to be found in texts about other things; null when there is nothing to tell
 * them by. A first name alone could be anybody's.
 */
export function wantedIn(person: Person): Wanted | null {
  const address = addressPattern(person);
  const names = [...new Set(person.identifiers.flatMap((one) => fullNameOf(one) ?? []))];
  const patterns = [
    ...(address === null ? [] : [address]),
    ...names.map((name) => `(?<!\\w)${name.split(' ').map(escaped).join('\\s+')}(?!\\w)`),
  ];
  if (patterns.length === 0) return null;
  const firstWords = names.map((name) => name.split(' ')[0] ?? name);
  return {
    pattern: patterns.join('|'),
    needles: [...(address === null ? [] : person.needles), ...firstWords],
  };
}

/** The display name in lower case, if it has several words. */
function fullNameOf(identifier: string): string | null {
  const name = parseMailbox(trimIdentifier(identifier))?.name?.toLowerCase() ?? '';
  return name.includes(' ') ? name : null;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

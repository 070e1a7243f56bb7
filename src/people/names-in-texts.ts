import { parseMailbox, trimIdentifier, userNameOf } from '../identifiers/identifier';
import { addressPattern, type Person } from './person';

/** Mailboxes of roles (RFC 2142), which are words that people use for other things. */
const ROLES = new Set(
  'abuse contact ftp hello hostmaster info mail marketing news noc office postmaster sales security support team usenet uucp webmaster www'.split(
    ' ',
  ),
);
const MIN_NAME_LETTERS = 2;
const MIN_LOCAL_PART_LETTERS = 3;
const AROUND = 30;

export const NAME_REPLACEMENT = '[name]';
export const ADDRESS_REPLACEMENT = '[address]';

const WORD_START = '(?<![\\p{L}\\p{M}\\p{N}])';
/** With the ending of a genitive, as in Ada's or, in German, Adas. */
const WORD_END = "(?:['’]?s)?(?![\\p{L}\\p{M}\\p{N}])";

/** A place in a text, before and after. */
export interface ReplacedPlace {
  before: string;
  after: string;
}

/**
 * Replaces a person's name, address and their parts inside of texts, in any case, with or without accents. A name that is
 * also a word is replaced everywhere, because nobody can tell which one was meant; a dry run shows it.
 */
export class NamesInTexts {
  private readonly address: RegExp | null;
  private readonly names: RegExp | null;

  /** @param names names that the person has given, besides those in the identifiers */
  constructor(person: Person, names: string[]) {
    const addresses = person.identifiers.flatMap((one) => parseMailbox(trimIdentifier(one))?.address ?? []);
    const domains = addresses.map((address) => address.slice(address.lastIndexOf('@') + 1));
    const exact = addressPattern(person);
    const parts = [...new Set(domains)].map((domain) => `${WORD_START}${asPattern(domain)}${WORD_END}`);
    const address = [...(exact === null ? [] : [exact]), ...parts];
    this.address = address.length === 0 ? null : new RegExp(address.join('|'), 'giu');
    const words = wordsOf(person, names);
    this.names =
      words.length === 0
        ? null
        : new RegExp(`${WORD_START}(?:${words.map(asPattern).join('|')})${WORD_END}`, 'giu');
  }

  /** The text without the person, unchanged if it does not name them. */
  replace(text: string): string {
    const decomposed = text.normalize('NFD');
    const replaced = this.replaceIn(decomposed);
    return replaced === decomposed ? text : replaced.normalize('NFC');
  }

  /** The places of a text that {@link replace} changes, each with a few words around it. Near ones are one place. */
  places(text: string): ReplacedPlace[] {
    const words = text.normalize('NFD').replace(/\s+/gu, ' ');
    const patterns = [this.address, this.names].filter((pattern) => pattern !== null);
    const matches = patterns.flatMap((pattern) => [...words.matchAll(pattern)]);
    const places: ReplacedPlace[] = [];
    let shown = 0;
    for (const { index, 0: match } of matches.sort((a, b) => a.index - b.index)) {
      if (index < shown) continue;
      // Cut between words, so that a cut address is not taken for something else.
      const start = Math.max(words.lastIndexOf(' ', index - AROUND), 0);
      const space = words.indexOf(' ', index + match.length + AROUND);
      shown = space === -1 ? words.length : space;
      const part = words.slice(start, shown);
      const cut = (shownPart: string) =>
        `${start > 0 ? '…' : ''}${shownPart}${shown < words.length ? ' …' : ''}`.normalize('NFC');
      places.push({ before: cut(part), after: cut(this.replaceIn(part)) });
    }
    return places;
  }

  private replaceIn(text: string): string {
    const withoutAddress = this.address ? text.replace(this.address, ADDRESS_REPLACEMENT) : text;
    return this.names ? withoutAddress.replace(this.names, NAME_REPLACEMENT) : withoutAddress;
  }
}

/** Names and their words, longest first, so that a whole name is replaced once. */
function wordsOf({ identifiers, mailbox }: Person, given: string[]): string[] {
  const read = identifiers.map((one) => ({ identifier: one, parsed: parseMailbox(trimIdentifier(one)) }));
  const names = [
    ...given,
    ...(mailbox === null ? [] : read.map(({ identifier, parsed }) => userNameOf(identifier, parsed))),
  ];
  const locals = read.flatMap(
    ({ parsed }) => parsed?.address.slice(0, parsed.address.lastIndexOf('@')) ?? [],
  );
  const found = [
    ...names.flatMap((name) => [name, ...lettersIn(name, MIN_NAME_LETTERS)]),
    ...locals.flatMap((local) => [local, ...lettersIn(local, MIN_LOCAL_PART_LETTERS)]),
  ]
    .map((word) => word.normalize('NFD').toLowerCase().trim())
    .filter((word) => [...word].length >= MIN_NAME_LETTERS && !ROLES.has(word));
  const spelled = found.flatMap((word) => [word, spelledOut(word)]);
  return [...new Set(spelled)].sort((a, b) => b.length - a.length);
}

function lettersIn(text: string, atLeast: number): string[] {
  return (text.normalize('NFC').match(/\p{L}+/gu) ?? []).filter((word) => [...word].length >= atLeast);
}

/** As German spells umlauts where there are none: müller is mueller. */
function spelledOut(word: string): string {
  return word
    .normalize('NFC')
    .replace(/[äöü]/g, (vowel) => `${{ ä: 'a', ö: 'o', ü: 'u' }[vowel] ?? ''}e`)
    .replace(/ß/g, 'ss')
    .normalize('NFD');
}

/** A pattern for the letters of a word, each with any accents, and for any white space between words. */
function asPattern(word: string): string {
  return [...word.normalize('NFD')]
    .filter((character) => !/\p{M}/u.test(character))
    .map((character) => {
      if (/\s/u.test(character)) return '\\s+';
      return /[\p{L}\p{N}]/u.test(character)
        ? `${character}\\p{M}*`
        : character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    })
    .join('');
}

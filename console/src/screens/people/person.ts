/** A person as the console adds one to a topic. */
export interface NewPerson {
  /** An address, `Name <address>`, or an id of the researcher's own. */
  identifier: string;
  /** Key that tells people apart: the address in lower case, else the identifier. */
  key: string;
  hasAddress: boolean;
  /** Background for the interviewer; empty for none. */
  context: string;
}

/** Why an entry cannot be used; keys below `problems` of the texts. */
export type ProblemReason = 'noAddress' | 'badAddress' | 'twice' | 'there' | 'tooLong' | 'empty';

/** An entry that cannot be used. */
export interface Problem {
  /** Line of the text or file, from 1. */
  line: number;
  text: string;
  reason: ProblemReason;
}

/** Entries of a text or file, sorted into those that can be used and those that cannot. */
export interface Understood {
  people: NewPerson[];
  problems: Problem[];
}

/** Limits of an address with its name, and of an id (`docs/contract.md`). */
const MAX_ADDRESS_LENGTH = 254;
const MAX_ID_LENGTH = 400;
/** Limit of a person's context (`docs/contract.md`). */
const MAX_CONTEXT_LENGTH = 10_000;
// The server decides what an address is; this finds what is plainly none.
const ADDRESS = /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;.]{2,}$/u;
const NAMED = /^(.*)<([^<>]*)>$/su;

/** The address in an identifier, in lower case; null without one. */
export function addressOf(identifier: string): string | null {
  const address = (NAMED.exec(identifier.trim())?.[2] ?? identifier).trim();
  return ADDRESS.test(address) ? address.toLowerCase() : null;
}

/** Key that tells people apart: the address in lower case, else the identifier. */
export function keyOf(identifier: string): string {
  return addressOf(identifier) ?? identifier.trim();
}

/** Collects entries; an entry for a person who is there, or came earlier, is a problem. */
export class PeopleCollector {
  readonly understood: Understood = { people: [], problems: [] };
  private readonly known: Set<string>;
  private readonly added = new Set<string>();

  /** @param there identifiers that the topic has */
  constructor(there: readonly string[]) {
    this.known = new Set(there.map(keyOf));
  }

  /** Adds an entry. `mayBeId`: whether it may be an id instead of an address. */
  add(line: number, identifier: string, { context = '', mayBeId = false } = {}): void {
    const text = identifier.trim();
    const reason = this.reasonAgainst(text, context, mayBeId);
    if (reason !== null) {
      this.understood.problems.push({ line, text, reason });
      return;
    }
    const key = keyOf(text);
    this.added.add(key);
    this.understood.people.push({
      identifier: text,
      key,
      hasAddress: addressOf(text) !== null,
      context: context.trim(),
    });
  }

  private reasonAgainst(text: string, context: string, mayBeId: boolean): ProblemReason | null {
    if (text === '') return 'empty';
    if (addressOf(text) === null && !(mayBeId && !text.includes('@')))
      return text.includes('@') ? 'badAddress' : 'noAddress';
    const maxLength = addressOf(text) === null ? MAX_ID_LENGTH : MAX_ADDRESS_LENGTH;
    if (text.length > maxLength || context.trim().length > MAX_CONTEXT_LENGTH) return 'tooLong';
    const key = keyOf(text);
    if (this.added.has(key)) return 'twice';
    return this.known.has(key) ? 'there' : null;
  }
}

/** Writes a name before an address, as mail programs do. A name with special characters is quoted (RFC 5322). */
export function named(name: string, address: string): string {
  const plain = name
    .replace(/[<>"\\\r\n]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain === '' || plain === address) return address;
  return /[,;:@()[\].]/.test(plain) ? `"${plain}" <${address}>` : `${plain} <${address}>`;
}

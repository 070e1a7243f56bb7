import { canonicalMailbox, parseMailbox } from '../../identifiers/identifier';

/** One targeted person and whether a send concerns them. */
export interface SelectedRecipient<Person> {
  person: Person;
  /** The bare address; null when the identifier is none. */
  address: string | null;
  /** Why this person is not mailed whatever happened before; empty when they are due a mail. */
  reason: '' | 'not_an_email' | 'duplicate_recipient';
}

/**
 * Decides who is due a mail: everybody whose identifier is an address, each mailbox once, the first in the list
 * wins (contract, Invites). Whether somebody was mailed before is not known here; the database decides that.
 */
export function selectRecipients<Person extends { identifier: string }>(
  people: readonly Person[],
): SelectedRecipient<Person>[] {
  const seen = new Set<string>();
  return people.map((person) => {
    const address = parseMailbox(person.identifier)?.address ?? null;
    if (address === null) return { person, address, reason: 'not_an_email' };
    const mailbox = canonicalMailbox(address);
    if (seen.has(mailbox)) return { person, address, reason: 'duplicate_recipient' };
    seen.add(mailbox);
    return { person, address, reason: '' };
  });
}

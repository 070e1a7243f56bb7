import { canonicalMailbox, parseMailbox } from '../../identifiers/identifier';

/** A targeted person, and whether to mail them. */
export interface SelectedRecipient<Person> {
  person: Person;
  /** The address without a name; null when the identifier is not an email address. */
  address: string | null;
  /** Why this person is not mailed; empty when they are. Earlier mails are not considered. */
  reason: '' | 'not_an_email' | 'duplicate_recipient';
}

/**
 * Selects the people to mail: those whose identifier is an email address. If several have the same mailbox, only the
 * first one is mailed. The database decides later who has been mailed before.
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

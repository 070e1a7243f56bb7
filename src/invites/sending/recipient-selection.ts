import { isPassing, type RefusedMailbox } from '../../contacts/contact-decision';
import { canonicalMailbox, parseMailbox } from '../../identifiers/identifier';

/** A targeted person, and whether to mail them. */
export interface SelectedRecipient<Person> {
  person: Person;
  /** The address without a name; null when the identifier is not an email address. */
  address: string | null;
  /** The mailbox of the contact, in its canonical form; empty without an address. */
  mailbox: string;
  /** Why this person is not mailed; empty when they are. */
  reason: string;
  /** When the reason ends by itself; null if it does not. */
  freeAt: Date | null;
}

/**
 * Selects the people to mail: those whose identifier is an email address. If several have the same mailbox, only the
 * first one is mailed. Neither earlier mails nor the contacts are considered yet.
 */
export function selectRecipients<Person extends { identifier: string }>(
  people: readonly Person[],
): SelectedRecipient<Person>[] {
  const seen = new Set<string>();
  return people.map((person) => {
    const address = parseMailbox(person.identifier)?.address ?? null;
    if (address === null) return { person, address, mailbox: '', reason: 'not_an_email', freeAt: null };
    const mailbox = canonicalMailbox(address);
    const reason = seen.has(mailbox) ? 'duplicate_recipient' : '';
    seen.add(mailbox);
    return { person, address, mailbox, reason, freeAt: null };
  });
}

/**
 * Adds what the decision about contacts and the ledger say to people who were selected.
 * @param wasMailed whether the person has been mailed on this topic, or is about to be
 */
export function applyDecision<Person>(
  recipients: SelectedRecipient<Person>[],
  refusals: ReadonlyMap<string, RefusedMailbox>,
  wasMailed: (person: Person) => boolean,
): SelectedRecipient<Person>[] {
  return recipients.map((recipient) => {
    if (recipient.reason !== '') return recipient;
    const refused = refusals.get(recipient.mailbox);
    if (refused && !isPassing(refused.reason)) return { ...recipient, reason: refused.reason };
    if (wasMailed(recipient.person)) return { ...recipient, reason: 'already_sent' };
    return refused ? { ...recipient, reason: refused.reason, freeAt: refused.freeAt } : recipient;
  });
}

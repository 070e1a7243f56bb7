import type { LinkRow } from '../sharing/link.dto';
import { parseMailbox } from '../topics/interviewee-identifier';

/** One targeted person and whether the send concerns them. */
export interface PlannedRecipient {
  link: LinkRow;
  /** The bare address; null when the identifier is none. */
  address: string | null;
  /** Why this person is not mailed whatever happened before; empty when they are due a mail. */
  reason: '' | 'not_an_email' | 'duplicate_recipient';
}

/**
 * Decides who is due a mail: everybody whose identifier is an address, each mailbox once, the first in the list
 * wins (contract, Invites). Whether somebody was mailed before is not known here; the database decides that.
 */
export function planRecipients(links: readonly LinkRow[]): PlannedRecipient[] {
  const seen = new Set<string>();
  return links.map((link) => {
    const address = parseMailbox(link.identifier)?.address ?? null;
    if (address === null) return { link, address, reason: 'not_an_email' };
    const mailbox = address.toLowerCase();
    if (seen.has(mailbox)) return { link, address, reason: 'duplicate_recipient' };
    seen.add(mailbox);
    return { link, address, reason: '' };
  });
}

import type { MailKind } from '../ledger/invite-batch.entity';

/** Reasons for not mailing a person, besides those of the send itself, strongest first. */
export const REFUSALS = [
  'opted_out',
  'bounced',
  'completed',
  'declined',
  'do_not_contact',
  'recently_contacted',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Whether a reason ends by itself or can be overridden. It is told only of people to whom nothing else applies. */
export function isPassing(reason: Refusal): boolean {
  return reason === 'do_not_contact' || reason === 'recently_contacted';
}

/** Whether a text is one of the reasons. */
export function isRefusal(text: string): text is Refusal {
  return (REFUSALS as readonly string[]).includes(text);
}

/** The people whom a mail would go to, all of one topic. */
export interface Audience {
  topicId: string;
  kind: MailKind;
  /** As `canonicalMailbox` writes them. */
  mailboxes: string[];
  /** Whether the sender overrides `do_not_contact` and `recently_contacted`. */
  overridden: boolean;
}

/** A mailbox that may not be mailed, and why. */
export interface RefusedMailbox {
  mailbox: string;
  reason: Refusal;
  /** When that ends by itself; null if it does not. */
  freeAt: Date | null;
}

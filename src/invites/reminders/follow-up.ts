import type { MailKind } from '../../ledger/invite-batch.entity';

/** The kinds of mail that follow an invite or an interview by themselves. */
export const FOLLOW_UP_KINDS = ['reminder', 'thank_you'] as const satisfies MailKind[];
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

/** Reminders that one person gets at most (`docs/contract.md`, Reminders). */
export const MAX_REMINDERS = 3;

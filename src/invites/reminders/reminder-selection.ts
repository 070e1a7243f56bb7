import { isPassing, type RefusedMailbox } from '../../contacts/contact-decision';
import type { TargetRow } from '../../sharing/link.dto';
import { type SelectedRecipient, selectRecipients } from '../sending/recipient-selection';
import { MAX_REMINDERS } from './follow-up';
import type { InvitedPerson } from './reminders.read-model';

/**
 * Selects the people with an address, as a send does. If several have the same mailbox, the one who was invited counts.
 * @returns in the order of `targets`
 */
export function selectInvitedFirst(
  targets: readonly TargetRow[],
  invited: ReadonlyMap<string, InvitedPerson>,
): SelectedRecipient<TargetRow>[] {
  const isInvited = ({ identifier }: TargetRow): boolean => invited.has(identifier);
  const invitedFirst = [...targets.filter(isInvited), ...targets.filter((target) => !isInvited(target))];
  const selected = new Map(selectRecipients(invitedFirst).map((recipient) => [recipient.person, recipient]));
  return targets.flatMap((target) => selected.get(target) ?? []);
}

/** Adds why a person is not reminded: the decision about contacts, and what they were mailed on this topic. */
export function applyReminderRules(
  recipients: readonly SelectedRecipient<TargetRow>[],
  refusals: ReadonlyMap<string, RefusedMailbox>,
  invited: ReadonlyMap<string, InvitedPerson>,
): SelectedRecipient<TargetRow>[] {
  return recipients.map((recipient) => {
    if (recipient.reason !== '') return recipient;
    const refused = refusals.get(recipient.mailbox);
    if (refused && !isPassing(refused.reason)) return { ...recipient, reason: refused.reason };
    const person = recipient.person.linkId === null ? undefined : invited.get(recipient.person.identifier);
    if (!person) return { ...recipient, reason: 'not_invited' };
    if (person.reached >= MAX_REMINDERS) return { ...recipient, reason: 'already_sent' };
    if (refused) return { ...recipient, reason: refused.reason, freeAt: refused.freeAt };
    if (!person.waiting && person.gapEndsAt === null) return recipient;
    return { ...recipient, reason: 'reminded_recently', freeAt: person.gapEndsAt };
  });
}

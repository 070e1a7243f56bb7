import { type Mailbox, parseMailbox, userNameOf } from '../identifiers/identifier';
import { inviteCopyViolation } from '../validation/invite-copy';

const MAX_NAME_LENGTH = 100;
// Characters of sentences, templates and addresses, and runs of digits such as telephone numbers.
const NOT_IN_A_NAME = /[!?{}@#%*|~^$…]|\p{Nd}{5}/u;

/**
 * The display name as it may stand in greeting and To header of a mail; empty when it could carry a link or a message.
 * Display names come from whoever adds people, and the mail goes out in the team's name.
 */
export function safeName(name: string): string {
  const isName =
    name.length <= 2 * MAX_NAME_LENGTH &&
    Array.from(name).length <= MAX_NAME_LENGTH &&
    !NOT_IN_A_NAME.test(name) &&
    inviteCopyViolation(name, { lineBreaks: false }) === null;
  return isName ? name : '';
}

/** The name that a mail greets by: the display name, else words made from the local part; empty when neither is safe. */
export function greetingName(identifier: string, mailbox: Mailbox | null = parseMailbox(identifier)): string {
  const safe = safeName(userNameOf(identifier, mailbox));
  return safe === '' && mailbox ? safeName(userNameOf(mailbox.address)) : safe;
}

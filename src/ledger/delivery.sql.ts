/** SQL: the id of the link that the mail `d` carries. */
export const DELIVERY_LINK = `coalesce(d.share_id, d.follow_up_share_id)`;

/** SQL: the mailbox of the contact that the mail `d` goes to; the expression of the index `invite_delivery_mailbox_idx`. */
export const DELIVERY_MAILBOX = mailboxOf('d');

/** SQL: the same for the mail of this alias. */
export function mailboxOf(mail: string): string {
  return `coalesce(${mail}.mailbox, lower(${mail}.address) COLLATE "C")`;
}

/** SQL: the mail `d` is waiting, on its way or has gone out, so it must not be written a second time. */
export const DELIVERY_IS_LIVE = isLive('d');

/** SQL: the same for the mail of this alias. */
export function isLive(mail: string): string {
  return `${mail}.status IN ('queued', 'sending', 'sent', 'uncertain')`;
}

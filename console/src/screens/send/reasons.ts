/** Reasons for which somebody gets no mail, in the order in which they are shown. Keys below `reasons` of the texts. */
export const REASONS = [
  'already_sent',
  'completed',
  'declined',
  'opted_out',
  'bounced',
  'do_not_contact',
  'recently_contacted',
  'reminded_recently',
  'not_invited',
  'not_an_email',
  'duplicate_recipient',
  'other',
] as const;
export type Reason = (typeof REASONS)[number];

/** The word for a reason that the API gives; `other` for one that this page does not know. */
export function reasonOf(code: string): Reason {
  return REASONS.find((reason) => reason === code) ?? 'other';
}

/** The reasons of a dry run with their numbers of people, in the order in which they are shown. */
export function groupsOf(totals: Readonly<Record<string, number>>): { reason: string; count: number }[] {
  return Object.entries(totals)
    .filter(([reason, count]) => reason !== 'would_send' && count > 0)
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => REASONS.indexOf(reasonOf(a.reason)) - REASONS.indexOf(reasonOf(b.reason)));
}

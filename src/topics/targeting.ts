import { parseMailbox } from '../identifiers/identifier';

/** The lists of people that a topic targets. */
export interface Targeting {
  interviewee_emails: string[];
  interviewee_distinct_ids: string[];
}

export type TargetList = keyof Targeting;

/** All identifiers that a topic targets: e-mails first, in list order. One that is in both lists comes twice. */
export function identifiersOf(targeting: Targeting): string[] {
  return [...targeting.interviewee_emails, ...targeting.interviewee_distinct_ids];
}

/** The list that an identifier belongs to. */
export function listFor(identifier: string): TargetList {
  return parseMailbox(identifier) ? 'interviewee_emails' : 'interviewee_distinct_ids';
}

/** The targeting after the lists that were sent have replaced those from before. */
export function replaceLists(sent: Partial<Targeting>, before: Targeting): Targeting {
  return {
    interviewee_emails: sent.interviewee_emails ?? before.interviewee_emails,
    interviewee_distinct_ids: sent.interviewee_distinct_ids ?? before.interviewee_distinct_ids,
  };
}

/** The identifiers that were targeted before and are not any more. */
export function removedIdentifiers(before: Targeting, after: Targeting): string[] {
  const kept = new Set(identifiersOf(after));
  return identifiersOf(before).filter((identifier) => !kept.has(identifier));
}

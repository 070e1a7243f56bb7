import { parseMailbox } from '../identifiers/identifier';

/** A list of people that a topic targets. */
export type TargetList = 'interviewee_emails' | 'interviewee_distinct_ids';

/** The list that an identifier belongs to. */
export function listFor(identifier: string): TargetList {
  return parseMailbox(identifier) ? 'interviewee_emails' : 'interviewee_distinct_ids';
}

import { INTERVIEW_MAILBOX } from '../interviews/interview-conditions.sql';
import { isLive, mailboxOf } from '../ledger/delivery.sql';

/**
 * The decision whether a contact may be mailed, in SQL (`docs/contract.md`, Contacts). Every statement that chooses whom
 * to mail, or shows who can be mailed, takes it from here. The expressions read the contact `c`, which may be missing
 * (a left join), and its project `p`.
 */

/** SQL of the mailbox and, for the limit of invites, of the condition on `other` mails: which of them count. */
interface Person {
  mailbox?: string;
  before?: string;
}

/**
 * SQL: until when the project's limit of invites keeps the person from being invited; null without limit, or while it
 * is not reached. The nth latest of the n invites that are allowed ends it.
 */
function invitesFreeAt({ mailbox = 'c.mailbox', before = 'true' }: Person = {}): string {
  return `CASE WHEN p.max_invites IS NOT NULL THEN (
    SELECT coalesce(other.sent_at, other.created_at) + p.max_invites_days * interval '1 day'
    FROM invite_delivery other JOIN user_interview_topic topic ON topic.id = other.topic_id
    WHERE ${mailboxOf('other')} = ${mailbox} AND topic.project_id = p.id AND ${isLive('other')} AND ${before}
      AND (other.kind = 'invite' OR (other.kind = 'reminder' AND p.count_reminders))
    ORDER BY coalesce(other.sent_at, other.created_at) DESC OFFSET p.max_invites - 1 LIMIT 1) END`;
}

/** SQL: the same for the limit of completed interviews. */
function participationsFreeAt({ mailbox = 'c.mailbox' }: Person = {}): string {
  return `CASE WHEN p.max_participations IS NOT NULL THEN (
    SELECT i.completed_at + p.max_participations_days * interval '1 day'
    FROM user_interview i
    WHERE i.project_id = p.id AND ${INTERVIEW_MAILBOX} = ${mailbox} AND i.kind = 'personal' AND i.status = 'completed'
    ORDER BY i.completed_at DESC OFFSET p.max_participations - 1 LIMIT 1) END`;
}

/** SQL: when the contact can be invited again, by its own wish and the contact rules; null or past: now. */
export const CONTACT_FREE_AT = `greatest(c.later_until, ${invitesFreeAt()}, ${participationsFreeAt()})`;

/** SQL: the status that the API shows. @param freeAt SQL of {@link CONTACT_FREE_AT}, or of a column with its value */
export function contactStatus(freeAt = CONTACT_FREE_AT): string {
  return `CASE WHEN c.status <> 'free' THEN c.status WHEN ${freeAt} > now() THEN 'cooling_down' ELSE 'free' END`;
}

/** The facts that {@link refusal} looks at; each is SQL. */
interface DecisionInput {
  /** Kind of the mail: `'invite'`, `'reminder'` or `'thank_you'`. */
  kind: string;
  /** Status of the person's interview on the topic of the mail; null for none. */
  interview: string;
  /** Whether the sender overrides what may be overridden. */
  overridden: string;
}

/**
 * SQL: when the person may be mailed by this kind of mail; null or past: now. A reminder belongs to an invite that was
 * counted, so the limit of invites concerns it only where reminders count. A thank-you answers what the person just did.
 */
export function mailFreeAt(kind: string, person: Person = {}): string {
  return `CASE WHEN ${kind} = 'thank_you' THEN NULL ELSE greatest(c.later_until, ${participationsFreeAt(person)},
    CASE WHEN ${kind} = 'invite' OR p.count_reminders THEN ${invitesFreeAt(person)} END) END`;
}

/**
 * SQL: why the person may not be mailed, one of `REFUSALS`; empty if they may.
 * @param freeAt SQL of {@link mailFreeAt}, or of a column with its value
 */
export function refusal({ kind, interview, overridden }: DecisionInput, freeAt: string): string {
  return `CASE
    WHEN c.status IN ('opted_out', 'bounced') THEN c.status
    WHEN ${kind} <> 'thank_you' AND ${interview} IN ('completed', 'declined') THEN ${interview}
    WHEN ${kind} = 'thank_you' AND ${interview} IS DISTINCT FROM 'completed' THEN 'declined'
    WHEN ${overridden} THEN ''
    WHEN c.status = 'do_not_contact' THEN c.status
    WHEN ${freeAt} > now() THEN 'recently_contacted'
    ELSE '' END`;
}

/**
 * SQL: locks the project of topic `$1` until the transaction ends if it has contact rules, so that sends of its topics
 * take turns and each counts the mails of those before it. Blocks neither reads nor foreign keys that point here.
 */
export const LOCK_RULES = `SELECT p.id FROM project p JOIN user_interview_topic t ON t.project_id = p.id
  WHERE t.id = $1 AND (p.max_invites IS NOT NULL OR p.max_participations IS NOT NULL)
  FOR NO KEY UPDATE OF p`;

/** SQL: makes an erasure of people in the project of topic `$1` wait until the transaction ends. */
export const KEEP_PEOPLE = `SELECT p.id FROM project p JOIN user_interview_topic t ON t.project_id = p.id
  WHERE t.id = $1 FOR KEY SHARE OF p`;

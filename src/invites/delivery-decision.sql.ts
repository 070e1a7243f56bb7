import { mailFreeAt, refusal } from '../contacts/contact-decision.sql';
import { TOPIC_IS_OPEN } from '../interviews/interview-conditions.sql';
import { DELIVERY_LINK, DELIVERY_MAILBOX } from '../ledger/delivery.sql';
import { LINK_IS_ACTIVE } from '../sharing/link-conditions.sql';

/**
 * SQL: mails `d` with all that decides whether they still go out; {@link STOP_REASON} reads it. `LIMIT 1` keeps the plan
 * at look-ups by key for each mail, also a prepared plan that was made when the tables were small.
 * @param mails SQL of a table or query with all columns of `invite_delivery`
 */
export function decisionOn(mails: string): string {
  return `${mails} AS d
    JOIN invite_batch b ON b.id = d.batch_id
    JOIN LATERAL (SELECT * FROM sharing_configuration WHERE id = ${DELIVERY_LINK} LIMIT 1) AS s ON true
    JOIN user_interview_topic t ON t.id = d.topic_id
    JOIN project p ON p.id = t.project_id
    LEFT JOIN LATERAL (
      SELECT * FROM contact WHERE project_id = t.project_id AND mailbox = ${DELIVERY_MAILBOX} LIMIT 1
    ) AS c ON true
    LEFT JOIN LATERAL (
      SELECT i.status FROM user_interview i
      WHERE i.topic_id = d.topic_id AND i.kind = 'personal' AND i.interviewee_identifier = s.identifier
        AND i.status IN ('completed', 'declined')
      ORDER BY i.status LIMIT 1
    ) AS answered ON true`;
}

/** @param before SQL condition on `other` mails to the person: which count for the limit of invites */
function stopReason(before: string): string {
  const freeAt = mailFreeAt('d.kind', { before });
  const facts = { kind: 'd.kind', interview: 'answered.status', overridden: 'b.override_contact_rules' };
  return `CASE
    WHEN b.state = 'cancelled' THEN 'cancelled'
    WHEN NOT (${LINK_IS_ACTIVE} AND (d.kind = 'thank_you' OR ${TOPIC_IS_OPEN})) THEN 'link_disabled'
    ELSE ${refusal(facts, freeAt)} END`;
}

/**
 * SQL: why the mail must not go out any more; empty if it may. Thanks go out when the topic has ended meanwhile, too.
 * Only mails that were queued earlier count for the limit, so that of several mails to one person the first ones go out.
 */
export const STOP_REASON = stopReason('(other.created_at, other.id) < (d.created_at, d.id)');

/** SQL: the same for a failed mail that would be queued again, and so becomes the latest one. */
export const RETRY_STOP_REASON = stopReason('other.id <> d.id');

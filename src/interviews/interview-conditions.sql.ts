/** SQL condition on `user_interview`: the interview counts towards the topic's `max_responses`. */
export const IS_COUNTED_RESPONSE = `kind <> 'test' AND status = 'completed'`;

/** SQL: the mailbox of the person of the interview `i`; null without an address. */
export const INTERVIEW_MAILBOX = `coalesce(i.mailbox, lower(i.interviewee_emails[1]) COLLATE "C")`;

/** SQL: the status of the interview that the personal link `s` opens, as the interview page finds it; null for none. */
export const INTERVIEW_STATUS_OF_LINK = `(SELECT i.status FROM user_interview i
  WHERE i.topic_id = s.topic_id AND i.kind = 'personal' AND i.interviewee_identifier = s.identifier
    AND (i.call_id IS NULL OR i.status = 'completed')
  ORDER BY i.status = 'completed' DESC, i.created_at DESC, i.id DESC LIMIT 1)`;

/**
 * SQL condition on the topic `t`: people who have not begun can still answer it. The interview page applies the same
 * rule. Inlined rather than a database function, because a function call per mail cost a tenth of a worker's speed.
 */
export const TOPIC_IS_OPEN = `(coalesce(least(t.closes_at, t.expires_at) > now(), true)
  AND (t.max_responses IS NULL
    OR t.max_responses > (SELECT count(*) FROM user_interview WHERE topic_id = t.id AND ${IS_COUNTED_RESPONSE})))`;

/**
 * SQL condition on `user_interview i`: it was started and left without an answer. A reported call is over, so it is
 * abandoned at once; on the page people may come back.
 * @param hours SQL of the time after which an interview on the page counts as left
 */
export function isAbandoned(hours: string): string {
  return `(i.status = 'started' AND NOT i.has_answers
    AND (i.call_id IS NOT NULL OR i.last_activity_at < now() - ${hours} * interval '1 hour'))`;
}

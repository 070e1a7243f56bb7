/** SQL condition on `user_interview`: the interview counts towards the topic's `max_responses`. */
export const IS_COUNTED_RESPONSE = `kind <> 'test' AND status = 'completed'`;

/**
 * SQL condition on the topic `t`: people who have not begun can still answer it. The interview page applies the same
 * rule. Inlined rather than a database function, because a function call per mail cost a tenth of a worker's speed.
 */
export const TOPIC_IS_OPEN = `(coalesce(least(t.closes_at, t.expires_at) > now(), true)
  AND (t.max_responses IS NULL
    OR t.max_responses > (SELECT count(*) FROM user_interview WHERE topic_id = t.id AND ${IS_COUNTED_RESPONSE})))`;

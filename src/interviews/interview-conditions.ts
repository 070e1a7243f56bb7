/** SQL: which rows of `user_interview` count towards `max_responses`. */
export const IS_COUNTED_RESPONSE = `kind <> 'test' AND status = 'completed'`;

/**
 * SQL: whether the topic `t` still takes answers of people who have not begun, as the interview page will find. Not a
 * function in the database: called for each mail, that cost a tenth of a worker's speed.
 */
export const TOPIC_IS_OPEN = `(coalesce(least(t.closes_at, t.expires_at) > now(), true)
  AND (t.max_responses IS NULL
    OR t.max_responses > (SELECT count(*) FROM user_interview WHERE topic_id = t.id AND ${IS_COUNTED_RESPONSE})))`;

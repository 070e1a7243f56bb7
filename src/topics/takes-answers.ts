/** SQL: which rows of `user_interview` count towards `max_responses`. */
export const COUNTS_AS_RESPONSE = `kind <> 'test' AND status = 'completed'`;

/**
 * SQL: whether the topic `t` still takes answers of people who have not begun, as the interview page will find. Not a
 * function in the database: called for each mail, that cost a tenth of a worker's speed.
 */
export const TAKES_ANSWERS = `(coalesce(least(t.closes_at, t.expires_at) > now(), true)
  AND (t.max_responses IS NULL
    OR t.max_responses > (SELECT count(*) FROM user_interview WHERE topic_id = t.id AND ${COUNTS_AS_RESPONSE})))`;

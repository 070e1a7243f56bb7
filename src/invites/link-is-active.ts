import { TOPIC_IS_OPEN } from '../interviews/interview-conditions.sql';

/** SQL: the link `s` of topic `t` is the one that is handed out, and leads to an interview that still takes answers. */
export const LINK_IS_ACTIVE = `s.enabled AND s.rotated_at IS NULL AND coalesce(s.expires_at > now(), true)
  AND ${TOPIC_IS_OPEN}`;

import { TAKES_ANSWERS } from '../topics/takes-answers';

/** SQL: the link `s` of topic `t` is the one that is handed out, and leads to an interview that still takes answers. */
export const ACTIVE_SHARE = `s.enabled AND s.rotated_at IS NULL AND coalesce(s.expires_at > now(), true)
  AND ${TAKES_ANSWERS}`;

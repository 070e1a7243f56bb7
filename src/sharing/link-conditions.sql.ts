/** SQL: the link `s` opens the interview page: it is enabled and has not expired. */
export const LINK_IS_OPEN = `s.enabled AND (s.expires_at IS NULL OR s.expires_at > now())`;

/** SQL: the link `s` is the one that is handed out and mailed: it is open, and no newer one has replaced it. */
export const LINK_IS_ACTIVE = `s.rotated_at IS NULL AND ${LINK_IS_OPEN}`;

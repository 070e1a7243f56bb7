/** Conditions on `user_interview i` that every query of this folder agrees on. */

/**
 * Whether it is a response: consented to, or held by voice. An opened page is none, nor a "no" without a start. The
 * triggers behind `response_count` say the same.
 */
export const IS_RESPONSE = `(i.started_at IS NOT NULL OR i.call_id IS NOT NULL)`;

/** Whether it was begun and left without a word; `hours` is the SQL of how long ago. */
export function isAbandoned(hours: string): string {
  return `(i.status = 'started' AND NOT i.has_answers AND i.last_activity_at < now() - ${hours} * interval '1 hour')`;
}

/** Whether it has one of the classifications `wanted`, a text[] or NULL for any; `abandoned` is derived. */
export function isClassified(wanted: string, hours: string): string {
  return `(${wanted}::text[] IS NULL OR i.classifications && ${wanted}
    OR ('abandoned' = ANY (${wanted}) AND ${isAbandoned(hours)}))`;
}

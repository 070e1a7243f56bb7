import { isAbandoned } from '../interviews/interview-conditions.sql';

/** SQL conditions on `user_interview i` that the queries of this folder share. */

/**
 * Whether it is a response: the person consented, or it was a voice call. A page that was only opened is none, and
 * neither is an interview that was declined before it started. The triggers that keep `response_count` use the same
 * condition.
 */
export const IS_RESPONSE = `(i.started_at IS NOT NULL OR i.call_id IS NOT NULL)`;

/**
 * Whether it has one of the classifications `wanted`, the SQL of a text[] or of NULL for any. `abandoned` is not
 * stored but derived.
 */
export function isClassified(wanted: string, hours: string): string {
  return `(${wanted}::text[] IS NULL OR i.classifications && ${wanted}
    OR ('abandoned' = ANY (${wanted}) AND ${isAbandoned(hours)}))`;
}

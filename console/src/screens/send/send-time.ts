/** A send can be planned so far ahead (`docs/contract.md`, Batches). */
const MAX_MS_AHEAD = 90 * 86_400_000;

/** Faults of a time to send at; keys below `when.problems` of the texts, except for an empty field. */
export type TimeProblem = 'missing' | 'past' | 'far';

/** The fault of a time to send at, or null. */
export function timeProblem(time: string | null, now: number): TimeProblem | null {
  if (time === null) return 'missing';
  const ahead = Date.parse(time) - now;
  if (ahead <= 0) return 'past';
  return ahead > MAX_MS_AHEAD ? 'far' : null;
}

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Three digits are all that a measurement is good for. @param {number} number */
export function rounded(number) {
  return Number(number.toPrecision(3));
}

/** Milliseconds that the work takes, and what it returns. @template T @param {() => Promise<T>} work */
export async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return { ms: performance.now() - startedAt, result };
}

/**
 * The median of a ratio that each round has for itself, so that a slow spell of the machine touches both sides.
 * @template T
 * @param {T[]} rounds
 * @param {(round: T) => number} ratio
 */
export function share(rounds, ratio) {
  return rounded(median(rounds.map(ratio)));
}

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Rounds to the three digits that a measurement is good for. @param {number} number */
export function rounded(number) {
  return Number(number.toPrecision(3));
}

/** The milliseconds that the work takes, and its result. @template T @param {() => Promise<T>} work */
export async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return { ms: performance.now() - startedAt, result };
}

/**
 * The median of each round's ratio. A slow moment of the machine affects both sides of one round.
 * @template T
 * @param {T[]} rounds
 * @param {(round: T) => number} ratio
 */
export function share(rounds, ratio) {
  return rounded(median(rounds.map(ratio)));
}

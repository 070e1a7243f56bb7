type Work = () => unknown;

/** A bound between the growth of time in proportion to the length, 8, and to its square, 64; see {@link growthOf}. */
export const LINEAR_GROWTH = 24;

const ROUNDS = 3;
/** A measurement takes at least this time, which is long beside the resolution of the clock. */
const LEAST_MS = 5;

/** Milliseconds of CPU time that this process takes for the work. What other processes do meanwhile does not count. */
async function timeOnce(work: Work, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < times; n++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Milliseconds of CPU time that the work takes: the shortest of three runs, as the tests' own garbage costs time too. */
export async function cpuTimeOf(work: Work): Promise<number> {
  let shortest = Infinity;
  for (let round = 0; round < ROUNDS; round++) shortest = Math.min(shortest, await timeOnce(work, 1));
  return shortest;
}

/** How many times as much CPU time the work takes as other work. They are measured in turns, each repeated as needed. */
export async function cpuTimeRatio(work: Work, reference: Work): Promise<number> {
  const measured = [work, reference].map((run) => ({ run, times: 1, shortest: Infinity }));
  for (const one of measured) while ((await timeOnce(one.run, one.times)) < LEAST_MS) one.times *= 2;
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of measured) {
      one.shortest = Math.min(one.shortest, (await timeOnce(one.run, one.times)) / one.times);
    }
  }
  const [ofWork = NaN, ofReference = NaN] = measured.map(({ shortest }) => shortest);
  return ofWork / ofReference;
}

/**
 * How many times as much CPU time the work takes for a text of repeated pieces as for the first eighth of it. A limit for
 * the growth holds on every machine, where a limit in milliseconds would fail on a slow one.
 */
export async function growthOf(
  work: (text: string) => unknown,
  piece: string,
  length: number,
): Promise<number> {
  const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  const part = text.slice(0, length / 8);
  return cpuTimeRatio(
    () => work(text),
    () => work(part),
  );
}

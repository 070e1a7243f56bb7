/** Milliseconds that the work takes, without the pauses that the tests' own garbage causes: the shortest of three runs. */
export async function shortestTime(work: () => unknown): Promise<number> {
  let shortest = Infinity;
  for (let run = 0; run < 3; run++) {
    const start = performance.now();
    await work();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}

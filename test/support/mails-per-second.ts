/** The largest number of mails in any 1000 ms. @param times of arrival in ms */
export function mostPerSecond(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [position, time] of sorted.entries()) {
    while ((sorted[first] ?? 0) <= time - 1000) first += 1;
    most = Math.max(most, position - first + 1);
  }
  return most;
}

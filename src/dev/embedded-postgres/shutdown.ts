import { setTimeout as delay } from 'node:timers/promises';

const STEPS: readonly (readonly [signal: NodeJS.Signals, patienceMs: number])[] = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

/**
 * Ends a PostgreSQL server: fast shutdown first, then harder and harder.
 * @throws Error when not even SIGKILL ended it, which takes a hanging disk.
 */
export async function shutDown(
  send: (signal: NodeJS.Signals) => void,
  hasEnded: () => boolean | Promise<boolean>,
): Promise<void> {
  for (const [signal, patienceMs] of STEPS) {
    if (await hasEnded()) return;
    send(signal);
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      if (await hasEnded()) return;
      await delay(20);
    }
  }
  throw new Error('The embedded PostgreSQL does not end, not even by SIGKILL.');
}

import { setTimeout as sleep } from 'node:timers/promises';

/** Asks every 20 ms until the answer is true. @throws Error naming `what` after the timeout */
export async function waitUntil(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  timeoutMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`Timed out waiting until ${what}.`);
    await sleep(20);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until the answer is true. */
export async function waitUntil(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  timeoutMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`In vain: waited until ${what}.`);
    await sleep(20);
  }
}

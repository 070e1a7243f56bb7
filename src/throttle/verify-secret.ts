import { createHash, timingSafeEqual } from 'node:crypto';
import type { Limiters } from './limiters';

/**
 * Compares a password or token from a request with the configured one. After too many wrong ones from a client the
 * right one is rejected as well, so that guessing reveals nothing.
 * @param given undefined if the request has none, which does not count as wrong
 * @throws Throttled
 */
export async function verifySecret(
  limiters: Limiters,
  given: string | undefined,
  secret: string,
  client: string,
): Promise<boolean> {
  await limiters.assertNotExhausted('failedLoginMinute', client);
  if (given === undefined) return false;
  if (safeEqual(given, secret)) return true;
  await limiters.count(['failedLoginMinute'], client);
  return false;
}

/** Compares hashes in constant time, so that the time reveals neither the length nor where the texts differ. */
export function safeEqual(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

import type { Attempt } from './webhook-messages.repository';
import type { SendResult } from './webhook-sender';

const MINUTE = 60;
const HOUR = 3600;

/** Seconds before each further attempt, as Standard Webhooks 1.0 proposes. */
export const RETRY_PAUSES = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** Pauses are up to a tenth longer, so that the messages of an outage do not come back all at once. */
const JITTER = 0.1;

/** Asks a sender to slow down (RFC 6585, RFC 9110). */
const SLOW_DOWN = [429, 503];

/**
 * Tells from an answer how it goes on with a message.
 * @param attempts earlier ones
 */
export function outcomeOf(
  { statusCode, retryAfter }: Pick<SendResult, 'statusCode' | 'retryAfter'>,
  attempts: number,
  random = Math.random(),
): Pick<Attempt, 'outcome' | 'pauseSeconds'> {
  if (statusCode !== null && statusCode >= 200 && statusCode < 300)
    return { outcome: 'delivered', pauseSeconds: 0 };
  if (statusCode === 410) return { outcome: 'gone', pauseSeconds: 0 };
  const pause = RETRY_PAUSES[attempts];
  if (pause === undefined) return { outcome: 'failed', pauseSeconds: 0 };
  const asked = statusCode !== null && SLOW_DOWN.includes(statusCode) ? (retryAfter ?? 0) : 0;
  return { outcome: 'retry', pauseSeconds: Math.round(Math.max(pause * (1 + JITTER * random), asked)) };
}

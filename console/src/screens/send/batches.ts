import type { Batch } from '../../api/batches';

/** Milliseconds between looks at mails that are on their way. */
const FOLLOW_MS = 2000;
/** Batches that wait for a time are read when it has come, and a little later than the server acts. */
const GRACE_MS = 1000;
/** Longest time without a look, because timers of browsers end after some weeks. */
const MAX_WAIT_MS = 3_600_000;

/** Whether mails of it may still go out. */
export function isOpen({ state }: Batch): boolean {
  return state === 'scheduled' || state === 'sending' || state === 'paused';
}

/** Whether mails of it go out now. */
export function isMoving({ state, waiting_until: waitingUntil, counts }: Batch): boolean {
  // Mails that a worker has begun also change after a pause.
  return (state === 'sending' && waitingUntil === null) || counts.sending > 0;
}

/** Mails that are still to go out. */
export function waitingIn({ counts }: Batch): number {
  return counts.queued + counts.sending;
}

/** All mails of it. */
export function totalOf({ counts }: Batch): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** How many mails have come to an end: rises whenever a mail is sent, refused or cancelled. */
export function settledIn(batches: readonly Batch[]): number {
  return batches.reduce((sum, batch) => sum + totalOf(batch) - waitingIn(batch), 0);
}

/** Milliseconds until batches like these should be read again; false when nothing will happen by itself. */
export function pollAfter(batches: readonly Batch[], now: number): number | false {
  if (batches.some(isMoving)) return FOLLOW_MS;
  const times = batches
    .filter(({ state }) => state === 'sending' || state === 'scheduled')
    .map(({ waiting_until: waitingUntil, send_at: sendAt }) => waitingUntil ?? sendAt)
    .filter((time) => time !== null)
    .map((time) => Date.parse(time) - now + GRACE_MS);
  return times.length === 0 ? false : Math.min(MAX_WAIT_MS, Math.max(FOLLOW_MS, Math.min(...times)));
}

import { InvalidRequestContent } from '../../errors/domain-errors';

/** A schedule is at most this far ahead (`docs/contract.md`, Batches). */
const MAX_DAYS_AHEAD = 90;

/** A clock may be this far behind: such a time means now. */
const TOLERANCE_MS = 60_000;

/**
 * The time at which the mails of a call are to go out; null for at once.
 * @throws InvalidRequestContent it is in the past, or more than 90 days ahead
 */
export function sendTime({ send_at: sendAt }: { send_at?: string | null }): Date | null {
  if (sendAt == null) return null;
  const time = new Date(sendAt);
  const ahead = time.getTime() - Date.now();
  if (ahead < -TOLERANCE_MS) throw invalid('This time has passed. Leave send_at out to send at once.');
  if (ahead > MAX_DAYS_AHEAD * 24 * 3600 * 1000) {
    throw invalid(`Must be at most ${MAX_DAYS_AHEAD} days ahead.`);
  }
  return ahead > 0 ? time : null;
}

function invalid(detail: string): InvalidRequestContent {
  return new InvalidRequestContent('invalid_input', detail, 'send_at');
}

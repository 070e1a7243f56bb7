import type { MailFailure } from '../../mail/mail-failure';
import type { ClaimedDelivery, DeliveryOutcome } from './claims.repository';

/** Decides the outcome of a delivery whose mail was not accepted. */
export type FailurePolicy = (
  delivery: Pick<ClaimedDelivery, 'id' | 'attempts' | 'ageSeconds'>,
  failure: Pick<MailFailure, 'kind' | 'code'>,
) => DeliveryOutcome;

/** Seconds before each further attempt after a temporary refusal. When they are used up, the delivery has failed. */
export const RETRY_PAUSES = [30, 120, 600, 3600, 14_400];

/** An unreachable mail server is retried until three days after the send. */
export const UNREACHABLE_MAX_AGE = 3 * 24 * 3600;
/** The pause is a tenth of the delivery's age, between one second and this. */
export const UNREACHABLE_MAX_PAUSE = 600;

/** Policy of queued sends: tries again unless the refusal is permanent or the attempts are used up. */
export const retryLater: FailurePolicy = (delivery, failure) => {
  const { id, attempts, ageSeconds } = delivery;
  const error = failure.code;
  // The mail server itself is down, so the attempt is not charged to the delivery.
  if (failure.kind === 'unreachable' && ageSeconds < UNREACHABLE_MAX_AGE) {
    const pauseSeconds = Math.min(Math.max(Math.round(ageSeconds / 10), 1), UNREACHABLE_MAX_PAUSE);
    return { id, status: 'queued', countsAsAttempt: false, error, pauseSeconds };
  }
  const pauseSeconds = failure.kind === 'temporary' ? RETRY_PAUSES[attempts] : undefined;
  return pauseSeconds === undefined
    ? { id, status: 'failed', countsAsAttempt: true, error, pauseSeconds: 0 }
    : { id, status: 'queued', countsAsAttempt: true, error, pauseSeconds };
};

/** Policy of synchronous sends: a failure is final, because the caller is told at once and can send again. */
export const neverRetry: FailurePolicy = ({ id }, { kind, code }) => ({
  id,
  status: 'failed',
  countsAsAttempt: kind !== 'unreachable',
  error: code,
  pauseSeconds: 0,
});

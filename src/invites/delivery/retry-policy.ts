import type { MailFailure } from '../../mail/mail-failure';
import type { ClaimedDelivery, DeliveryOutcome } from './claims.repository';

/** Decides the outcome of a delivery whose mail was not accepted. */
export type FailurePolicy = (
  delivery: Pick<ClaimedDelivery, 'id' | 'attempts' | 'ageSeconds' | 'inDoubt'>,
  failure: Pick<MailFailure, 'kind' | 'code'>,
) => DeliveryOutcome;

/** Seconds before each further attempt after a temporary refusal. When they are used up, the delivery has failed. */
export const RETRY_PAUSES = [30, 120, 600, 3600, 14_400];

/** An unreachable mail server is retried until three days after the send. */
export const UNREACHABLE_MAX_AGE = 3 * 24 * 3600;
/** The pause is a tenth of the delivery's age, between one second and this. */
export const UNREACHABLE_MAX_PAUSE = 600;

/**
 * An uncertain mail is sent once more after this time, in seconds: long enough for a server that hangs to recover. The
 * second mail has the same Message-ID, by which a server or a mail program can recognise it as a copy.
 */
export const UNCERTAIN_PAUSE = 1800;

/** Policy of queued sends: tries again unless the refusal is permanent or the attempts are used up. */
export const retryLater: FailurePolicy = (delivery, failure) => {
  if (failure.kind === 'uncertain') return uncertain(delivery, failure);
  const outcome = retryCertain(delivery, failure);
  if (!delivery.inDoubt) return outcome;
  // No text went out this time, but the earlier one may have arrived, so the delivery must not stop being live.
  return {
    ...outcome,
    status: 'uncertain',
    pauseSeconds: outcome.status === 'queued' ? outcome.pauseSeconds : null,
  };
};

/** Every person gets two copies at most: a mail that is in doubt twice is left to the researcher to settle. */
const uncertain: FailurePolicy = ({ id, inDoubt }, { code }) => ({
  id,
  status: 'uncertain',
  countsAsAttempt: false,
  error: code,
  pauseSeconds: inDoubt ? null : UNCERTAIN_PAUSE,
});

const retryCertain: FailurePolicy = (delivery, failure) => {
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

/**
 * Policy of synchronous sends: a failure is final, because the caller is told at once and can send again. An uncertain
 * mail is sent once more by a worker.
 */
export const neverRetry: FailurePolicy = (delivery, failure) =>
  failure.kind === 'uncertain'
    ? uncertain(delivery, failure)
    : {
        id: delivery.id,
        status: 'failed',
        countsAsAttempt: failure.kind !== 'unreachable',
        error: failure.code,
        pauseSeconds: 0,
      };

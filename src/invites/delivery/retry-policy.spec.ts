import type { MailFailureKind } from '../../mail/mail-failure';
import {
  neverRetry,
  RETRY_PAUSES,
  retryLater,
  UNREACHABLE_MAX_AGE,
  UNCERTAIN_PAUSE,
  UNREACHABLE_MAX_PAUSE,
} from './retry-policy';

const delivery = ({ attempts = 0, ageSeconds = 0, inDoubt = false } = {}) => ({
  id: 'a',
  attempts,
  ageSeconds,
  inDoubt,
});
const failure = (kind: MailFailureKind) => ({ kind, code: `code_${kind}` });
const FAILED = { id: 'a', status: 'failed', pauseSeconds: 0 };

describe('retryLater', () => {
  it.each(RETRY_PAUSES.map((pause, attempts) => [attempts, pause]))(
    'queues a temporary refusal after %d earlier attempts for %d seconds later',
    (attempts, pauseSeconds) => {
      expect(retryLater(delivery({ attempts }), failure('temporary'))).toEqual({
        id: 'a',
        status: 'queued',
        countsAsAttempt: true,
        error: 'code_temporary',
        pauseSeconds,
      });
    },
  );

  it('pauses longer from attempt to attempt', () => {
    expect(RETRY_PAUSES).toEqual([...RETRY_PAUSES].sort((a, b) => a - b));
    expect(RETRY_PAUSES).toHaveLength(5);
  });

  it('fails a temporary refusal when all attempts are used up', () => {
    expect(retryLater(delivery({ attempts: RETRY_PAUSES.length }), failure('temporary'))).toEqual({
      ...FAILED,
      countsAsAttempt: true,
      error: 'code_temporary',
    });
  });

  it('fails a permanent refusal at the first attempt', () => {
    expect(retryLater(delivery(), failure('permanent'))).toEqual({
      ...FAILED,
      countsAsAttempt: true,
      error: 'code_permanent',
    });
  });

  it.each([
    [0, 1],
    [4, 1],
    [10, 1],
    [26, 3],
    [600, 60],
    [6000, UNREACHABLE_MAX_PAUSE],
    [UNREACHABLE_MAX_AGE - 1, UNREACHABLE_MAX_PAUSE],
  ])('queues a delivery of %d seconds without an attempt while the server is unreachable', (age, pause) => {
    for (const attempts of [0, RETRY_PAUSES.length]) {
      expect(retryLater(delivery({ attempts, ageSeconds: age }), failure('unreachable'))).toEqual({
        id: 'a',
        status: 'queued',
        countsAsAttempt: false,
        error: 'code_unreachable',
        pauseSeconds: pause,
      });
    }
  });

  it('fails when the server has been unreachable for three days', () => {
    const old = delivery({ ageSeconds: UNREACHABLE_MAX_AGE });
    expect(retryLater(old, failure('unreachable'))).toEqual({
      ...FAILED,
      countsAsAttempt: true,
      error: 'code_unreachable',
    });
  });
});

describe('an uncertain mail', () => {
  const UNCERTAIN = { id: 'a', status: 'uncertain', countsAsAttempt: false, error: 'code_uncertain' };

  it.each([
    ['queued', retryLater],
    ['synchronous', neverRetry],
  ])('of a %s send is sent once more after half an hour', (_name, policy) => {
    const outcome = policy(delivery(), failure('uncertain'));
    expect(outcome).toEqual({ ...UNCERTAIN, pauseSeconds: UNCERTAIN_PAUSE });
    expect(UNCERTAIN_PAUSE).toBe(1800);
  });

  it('is left alone when it is in doubt a second time', () => {
    const outcome = retryLater(delivery({ inDoubt: true }), failure('uncertain'));
    expect(outcome).toEqual({ ...UNCERTAIN, pauseSeconds: null });
  });

  it.each<[MailFailureKind, number | null]>([
    ['permanent', null],
    ['temporary', RETRY_PAUSES[0] ?? 0],
    ['unreachable', 200],
  ])('stays uncertain when the second attempt is %s', (kind, pauseSeconds) => {
    const outcome = retryLater(delivery({ inDoubt: true, ageSeconds: 2000 }), failure(kind));
    expect(outcome).toMatchObject({ status: 'uncertain', error: `code_${kind}`, pauseSeconds });
  });

  it('is not tried for ever when the server cannot be reached', () => {
    const old = delivery({ inDoubt: true, ageSeconds: UNREACHABLE_MAX_AGE });
    expect(retryLater(old, failure('unreachable'))).toMatchObject({
      status: 'uncertain',
      pauseSeconds: null,
    });
  });
});

describe('neverRetry', () => {
  it.each<[MailFailureKind, boolean]>([
    ['permanent', true],
    ['temporary', true],
    ['unreachable', false],
  ])('fails at once when %s, and counts the attempt: %s', (kind, countsAsAttempt) => {
    expect(neverRetry(delivery(), failure(kind))).toEqual({
      ...FAILED,
      countsAsAttempt,
      error: `code_${kind}`,
    });
  });
});

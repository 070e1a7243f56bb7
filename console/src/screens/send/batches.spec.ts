import type { Batch } from '../../api/batches';
import { isMoving, isOpen, pollAfter, settledIn } from './batches';

const NONE = { queued: 0, sending: 0, sent: 0, failed: 0, cancelled: 0, uncertain: 0 };
const NOW = Date.parse('2026-11-26T12:00:00Z');

const batch = (values: Partial<Batch>, counts: Partial<Batch['counts']> = {}) =>
  ({
    state: 'sending',
    send_at: null,
    waiting_until: null,
    ...values,
    counts: { ...NONE, ...counts },
  }) as Batch;

describe('how often batches are read', () => {
  it.each([
    ['one is sent', [batch({ state: 'done' }), batch({})], 2000],
    ['a paused one has mails that a worker began', [batch({ state: 'paused' }, { sending: 1 })], 2000],
    [
      'nothing is to come',
      [batch({ state: 'paused' }), batch({ state: 'done' }), batch({ state: 'cancelled' })],
      false,
    ],
    ['there is none', [], false],
    ['one is planned', [batch({ state: 'scheduled', send_at: '2026-11-26T12:10:00Z' })], 601_000],
    [
      'the first of two waits for its window',
      [
        batch({ state: 'scheduled', send_at: '2026-11-26T12:10:00Z', waiting_until: '2026-11-26T12:30:00Z' }),
        batch({ waiting_until: '2026-11-26T12:20:00Z' }),
      ],
      1_201_000,
    ],
    ['the time has come', [batch({ state: 'scheduled', send_at: '2026-11-26T11:59:00Z' })], 2000],
    ['it is far away', [batch({ state: 'scheduled', send_at: '2027-02-20T12:00:00Z' })], 3_600_000],
  ])('when %s', (_, batches, expected) => {
    expect(pollAfter(batches, NOW)).toBe(expected);
  });
});

describe('a batch', () => {
  it('is open until it is done or cancelled, and moves while mails go out', () => {
    const states = ['scheduled', 'sending', 'paused', 'done', 'cancelled'] as const;
    expect(states.filter((state) => isOpen(batch({ state })))).toEqual(['scheduled', 'sending', 'paused']);
    expect(states.filter((state) => isMoving(batch({ state })))).toEqual(['sending']);
    expect(isMoving(batch({ waiting_until: '2026-11-26T12:20:00Z' }))).toBe(false);
  });

  it('has settled mails in every status but two', () => {
    const counts = { queued: 100, sending: 10, sent: 1, failed: 2, cancelled: 3, uncertain: 4 };
    expect(settledIn([batch({}, counts), batch({}, { sent: 5 })])).toBe(15);
  });
});

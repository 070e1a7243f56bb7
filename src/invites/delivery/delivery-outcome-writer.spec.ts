import { setImmediate } from 'node:timers/promises';
import type { DeliveryOutcome } from './claims.repository';
import { DeliveryOutcomeWriter } from './delivery-outcome-writer';

const outcome = (id: string): DeliveryOutcome => ({
  id,
  status: 'sent',
  countsAsAttempt: true,
  error: '',
  pauseSeconds: 0,
});

/** A write that ends when the test calls `ok` or `fail`. */
function heldWrite() {
  const groups: string[][] = [];
  const ends: { ok(): void; fail(): void }[] = [];
  const write = (outcomes: DeliveryOutcome[]) => {
    groups.push(outcomes.map(({ id }) => id));
    return new Promise<void>((ok, fail) => ends.push({ ok, fail: () => fail(new Error('database away')) }));
  };
  return { groups, ends, write };
}
/** Waits until a write has begun, which takes a few turns of the event loop; a time could pass within one of them. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await setImmediate();
};

describe('DeliveryOutcomeWriter', () => {
  it('resolves when the outcome is written, and not before', async () => {
    const { ends, write } = heldWrite();
    let recorded = false;
    const recording = new DeliveryOutcomeWriter(write).record(outcome('a')).then(() => (recorded = true));
    await settle();
    expect(recorded).toBe(false);
    ends[0]?.ok();
    await recording;
    expect(recorded).toBe(true);
  });

  it('writes outcomes together that arrive during a write', async () => {
    const { groups, ends, write } = heldWrite();
    const writer = new DeliveryOutcomeWriter(write);
    const done: string[] = [];
    const record = (id: string) => writer.record(outcome(id)).then(() => done.push(id));
    const first = ['a', 'b'].map(record);
    await settle();
    // Outcomes of the same moment are written together; later ones wait for that write.
    expect(groups).toEqual([['a', 'b']]);
    const later = ['c', 'd'].map(record);
    ends[0]?.ok();
    await Promise.all(first);
    await settle();
    expect([groups, done]).toEqual([
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      ['a', 'b'],
    ]);
    ends[1]?.ok();
    await Promise.all(later);
    expect(done).toEqual(['a', 'b', 'c', 'd']);
  });

  it('never runs two writes at once', async () => {
    let running = 0;
    let most = 0;
    const writer = new DeliveryOutcomeWriter(async () => {
      most = Math.max(most, ++running);
      await settle();
      running--;
    });
    const recordings: Promise<void>[] = [];
    for (let n = 0; n < 50; n++) {
      recordings.push(writer.record(outcome(String(n))));
      if (n % 7 === 0) await settle();
    }
    await Promise.all(recordings);
    expect(most).toBe(1);
  });

  it('writes each outcome exactly once', async () => {
    const written: string[] = [];
    const writer = new DeliveryOutcomeWriter(async (outcomes) => {
      await settle();
      written.push(...outcomes.map(({ id }) => id));
    });
    const ids = Array.from({ length: 100 }, (_, n) => String(n));
    await Promise.all(ids.map((id) => writer.record(outcome(id))));
    expect(written).toEqual(ids);
  });

  it('retries until the database is back, and lets later outcomes wait', async () => {
    const { groups, ends, write } = heldWrite();
    const writer = new DeliveryOutcomeWriter(write);
    const first = writer.record(outcome('a'));
    await settle();
    const second = writer.record(outcome('b'));
    ends[0]?.fail();
    const begun = performance.now();
    while (groups.length < 2) await settle();
    expect(performance.now() - begun).toBeGreaterThan(100);
    expect(groups).toEqual([['a'], ['a']]);
    ends[1]?.ok();
    await first;
    await settle();
    ends[2]?.ok();
    await second;
    expect(groups).toEqual([['a'], ['a'], ['b']]);
  });

  it('accepts outcomes again after it was idle', async () => {
    const writer = new DeliveryOutcomeWriter(async () => undefined);
    await writer.record(outcome('a'));
    await settle();
    await expect(writer.record(outcome('b'))).resolves.toBeUndefined();
  });
});

import type { DeliveryOutcome } from './claims.repository';
import { DeliveryOutcomeWriter } from './delivery-outcome-writer';

const outcome = (id: string): DeliveryOutcome => ({
  id,
  status: 'sent',
  countsAsAttempt: true,
  error: '',
  pauseSeconds: 0,
});

/** A write that ends when the test says so. */
function heldWrite() {
  const groups: string[][] = [];
  const ends: { ok(): void; fail(): void }[] = [];
  const write = (outcomes: DeliveryOutcome[]) => {
    groups.push(outcomes.map(({ id }) => id));
    return new Promise<void>((ok, fail) => ends.push({ ok, fail: () => fail(new Error('database away')) }));
  };
  return { groups, ends, write };
}
/** Long enough for a write to begin, which takes a few turns of the event loop. */
const settle = () => new Promise((done) => setTimeout(done, 10));

describe('OutcomeRecorder', () => {
  it('resolves once the outcome is written, and not before', async () => {
    const { ends, write } = heldWrite();
    let recorded = false;
    const recording = new DeliveryOutcomeWriter(write).record(outcome('a')).then(() => (recorded = true));
    await settle();
    expect(recorded).toBe(false);
    ends[0]?.ok();
    await recording;
    expect(recorded).toBe(true);
  });

  it('writes together what gathers while a write runs', async () => {
    const { groups, ends, write } = heldWrite();
    const recorder = new DeliveryOutcomeWriter(write);
    const done: string[] = [];
    const record = (id: string) => recorder.record(outcome(id)).then(() => done.push(id));
    const first = ['a', 'b'].map(record);
    await settle();
    // What came at the same time is written together, and what comes later waits for that.
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
    const recorder = new DeliveryOutcomeWriter(async () => {
      most = Math.max(most, ++running);
      await settle();
      running--;
    });
    const recordings: Promise<void>[] = [];
    for (let n = 0; n < 50; n++) {
      recordings.push(recorder.record(outcome(String(n))));
      if (n % 7 === 0) await settle();
    }
    await Promise.all(recordings);
    expect(most).toBe(1);
  });

  it('writes each outcome exactly once', async () => {
    const written: string[] = [];
    const recorder = new DeliveryOutcomeWriter(async (outcomes) => {
      await settle();
      written.push(...outcomes.map(({ id }) => id));
    });
    const ids = Array.from({ length: 100 }, (_, n) => String(n));
    await Promise.all(ids.map((id) => recorder.record(outcome(id))));
    expect(written).toEqual(ids);
  });

  it('tries again until the database is back, and holds back what comes meanwhile', async () => {
    const { groups, ends, write } = heldWrite();
    const recorder = new DeliveryOutcomeWriter(write);
    const first = recorder.record(outcome('a'));
    await settle();
    const second = recorder.record(outcome('b'));
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

  it('works on after it has had nothing to do', async () => {
    const recorder = new DeliveryOutcomeWriter(async () => undefined);
    await recorder.record(outcome('a'));
    await settle();
    await expect(recorder.record(outcome('b'))).resolves.toBeUndefined();
  });
});

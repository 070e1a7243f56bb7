import Queue from 'bull';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLAIM_SECONDS } from '../../src/invites/delivery/delivery.service';
import { DELIVER_JOB, INVITES_QUEUE } from '../../src/invites/delivery/delivery-queue';
import {
  describeFaults,
  expectOrderlyEnd,
  FAULT_TEST_MS,
  FaultFixture,
  IN_FLIGHT,
  people,
  withFixture,
} from '../support/faults/fault-fixture';
import { waitUntil } from '../support/app/wait-until';

describeFaults('when a worker fails', () => {
  afterAll(() => FaultFixture.closeAll());

  const invite = async (fixture: FaultFixture, count: number) =>
    fixture.invite(await fixture.clientOf(await fixture.startWeb()), count);

  it.concurrent(
    'a worker that is killed loses no mail, and doubles at most those in flight, as the same message',
    withFixture(async (fixture) => {
      fixture.mailServer.delay = 15;
      await invite(fixture, 1500);
      for (const mails of [300, 700, 1100]) {
        const worker = await fixture.startWorker();
        await fixture.untilAccepted(mails);
        await worker.end('SIGKILL');
      }
      await fixture.startWorker();
      await fixture.untilAllSent((CLAIM_SECONDS + 90) * 1000);
      expect(fixture.mailServer.recipients()).toEqual(people(1500));
      const doubles = fixture.mailServer.doubles();
      expect(doubles.length).toBeLessThanOrEqual(3 * IN_FLIGHT);
      for (const { messageIds } of doubles) expect(messageIds).toHaveLength(1);
    }),
    FAULT_TEST_MS,
  );

  it.concurrent(
    'a worker that freezes for longer than its claims last sends nothing again but what was in flight',
    withFixture(async (fixture) => {
      fixture.mailServer.delay = 15;
      const frozen = await fixture.startWorker();
      await invite(fixture, 1000);
      await fixture.untilAccepted(200);
      frozen.signal('SIGSTOP');
      await fixture.startWorker();
      await fixture.untilAllSent((CLAIM_SECONDS + 90) * 1000);
      frozen.signal('SIGCONT');
      // Time to send whatever it still holds.
      await sleep(3000);
      expect(frozen.isRunning()).toBe(true);
      expect(fixture.mailServer.recipients()).toEqual(people(1000));
      expect(fixture.mailServer.doubles().length).toBeLessThanOrEqual(IN_FLIGHT);
      for (const { messageIds } of fixture.mailServer.doubles()) expect(messageIds).toHaveLength(1);
    }),
    FAULT_TEST_MS,
  );

  it(
    'a worker that is told to stop finishes what is in flight, exits 0 in time, and nobody gets two mails',
    withFixture(async (fixture) => {
      fixture.mailServer.delay = 100;
      const worker = await fixture.startWorker();
      await invite(fixture, 1000);
      await fixture.untilAccepted(200);
      await expectOrderlyEnd(worker);
      // No delivery is left claimed, so the next worker need not wait.
      expect(await fixture.countUnsent('sending')).toBe(0);
      const unsent = await fixture.countUnsent();
      expect(unsent).toBe(1000 - fixture.mailServer.accepted.length);
      expect(unsent).toBeGreaterThan(0);
      fixture.mailServer.delay = 5;
      await fixture.startWorker();
      await fixture.expectOneMailEach(1000);
    }),
    FAULT_TEST_MS,
  );

  it(
    'a worker that is told to stop while the mail server hangs leaves what has gone out in doubt and exits 0 in time',
    withFixture(async (fixture) => {
      fixture.mailServer.delay = 3_600_000;
      const worker = await fixture.startWorker();
      await invite(fixture, 50);
      await waitUntil('a mail has gone out', () => fixture.mailServer.received > 0, 60_000);
      await expectOrderlyEnd(worker);
      expect(await fixture.countUnsent('sending')).toBe(0);
      const inDoubt = await fixture.countUnsent('uncertain');
      expect(inDoubt).toBe(fixture.mailServer.received);
      fixture.mailServer.delay = 0;
      await fixture.startWorker();
      const othersSent = async () => (await fixture.countUnsent()) === inDoubt;
      await waitUntil('all others are sent', othersSent, 60_000);
      // They are sent once more after 30 minutes (docs/operations.md).
      await fixture.database.query(`UPDATE invite_delivery SET due_at = now() WHERE status = 'uncertain'`);
      await fixture.expectOneMailEach(50);
    }),
    FAULT_TEST_MS,
  );

  it(
    'two workers and jobs that Bull doubles mail everybody once',
    withFixture(async (fixture) => {
      fixture.mailServer.delay = 15;
      await Promise.all([fixture.startWorker(), fixture.startWorker()]);
      await invite(fixture, 1500);
      const queue = new Queue<{ batch_id: string }>(INVITES_QUEUE, fixture.redisUrl);
      try {
        const [batch] = await fixture.database.query<{ id: string }>('SELECT id FROM invite_batch');
        const job = { name: DELIVER_JOB, data: { batch_id: batch?.id ?? '' } };
        await queue.addBulk(Array.from({ length: 90 }, () => job));
        await fixture.untilAllSent();
      } finally {
        await queue.close();
      }
      // Both took part.
      expect(fixture.mailServer.mostConnections).toBeGreaterThan(IN_FLIGHT);
      expect(fixture.mailServer.recipients()).toEqual(people(1500));
      expect(fixture.mailServer.doubles()).toEqual([]);
    }),
    FAULT_TEST_MS,
  );
});

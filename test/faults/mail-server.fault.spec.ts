import { setTimeout as sleep } from 'node:timers/promises';
import {
  describeFaults,
  FAULT_TEST_MS,
  FaultFixture,
  IN_FLIGHT,
  withFixture,
} from '../support/faults/fault-fixture';

/** Long enough for five looks at the server, with pauses of 1, 2, 4 and 8 seconds between them. */
const OUTAGE_MS = 20_000;

describeFaults('when the mail server fails', () => {
  afterAll(() => FaultFixture.closeAll());

  it(
    'an outage in the middle of a batch uses up no tries; afterwards everybody gets one mail',
    withFixture(async (fixture) => {
      fixture.mailServer.delay = 15;
      const [web, worker] = await Promise.all([fixture.startWeb(), fixture.startWorker()]);
      await fixture.invite(await fixture.clientOf(web), 1000);
      await fixture.untilAccepted(200);
      await fixture.mailServer.stop();
      await sleep(OUTAGE_MS);
      expect(await fixture.countUnsent()).toBe(1000 - fixture.mailServer.accepted.length);
      // Mails whose text was out when the connections were cut are in doubt; the half hour before their second attempt is
      // cut short.
      expect(await fixture.countUnsent('uncertain')).toBeLessThanOrEqual(IN_FLIGHT);
      await fixture.database.query(`UPDATE invite_delivery SET due_at = now() WHERE status = 'uncertain'`);
      await fixture.mailServer.start();
      await fixture.expectOneMailEach(1000);
      expect(await fixture.mostAttempts()).toBe(1);
      // The log tells of the outage and of its end once each, however long it took.
      expect(worker.output().match(/the mail server is in trouble/g)).toHaveLength(1);
      expect(worker.output().match(/the mail server answers again/g)).toHaveLength(1);
    }),
    FAULT_TEST_MS,
  );
});

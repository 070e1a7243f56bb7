import {
  describeFaults,
  FAULT_TEST_MS,
  FaultFixture,
  people,
  withFixture,
} from '../support/faults/fault-fixture';
import { actOnBatch, latestBatch } from '../support/builders/batches';
import { sendInvites } from '../support/builders/invites';
import { waitUntil } from '../support/app/wait-until';
import { mostPerSecond } from '../support/mails-per-second';

/** 5 mails a second for about this time; 60 seconds by hand, since every second of the suite counts. */
const SECONDS = Number(process.env.PARLEY_RATE_SECONDS ?? 15);
const RATE = { MAIL_RATE_PER_SECOND: '5' };

describeFaults('the rate of mails', () => {
  afterAll(() => FaultFixture.closeAll());

  it(
    'is kept by two workers of which one is killed and started again',
    withFixture(async (fixture) => {
      fixture.mailServer.delay = 30;
      const mails = SECONDS * 4;
      const web = await fixture.startWeb(RATE);
      await fixture.startWorker(RATE);
      const killed = await fixture.startWorker(RATE);
      await fixture.invite(await fixture.clientOf(web), mails);
      await fixture.untilAccepted(mails / 3);
      await killed.end('SIGKILL');
      await fixture.startWorker(RATE);
      await fixture.untilAllSent(FAULT_TEST_MS);
      expect(fixture.mailServer.recipients()).toEqual(people(mails));
      expect(mostPerSecond(fixture.mailServer.accepted.map(({ at }) => at))).toBeLessThanOrEqual(5);
    }),
    FAULT_TEST_MS,
  );

  it(
    'lets a pause take effect within 2 seconds in two workers, and resumes without Redis forgetting anything',
    withFixture(async (fixture) => {
      const rate = { MAIL_RATE_PER_SECOND: '20' };
      const web = await fixture.startWeb(rate);
      await Promise.all([fixture.startWorker(rate), fixture.startWorker(rate)]);
      const ada = await fixture.clientOf(web);
      const { id } = await ada.createTopic({ interviewee_emails: people(200) });
      await sendInvites(ada, id, { send_async: true });
      await fixture.untilAccepted(60);
      const { id: batch } = await latestBatch(ada, id);
      expect((await actOnBatch(ada, id, batch, 'pause')).status).toBe(200);
      const paused = performance.now();
      await waitUntil(
        'no worker holds a mail',
        async () => (await latestBatch(ada, id)).counts.sending === 0,
      );
      const last = Math.max(...fixture.mailServer.accepted.map(({ at }) => at));
      expect(last - paused).toBeLessThan(2000);
      // A wiped Redis forgets the jobs, and makes nothing faster.
      await fixture.killRedis();
      await fixture.startRedis();
      expect((await actOnBatch(ada, id, batch, 'resume')).status).toBe(200);
      await fixture.expectOneMailEach(200);
      expect(mostPerSecond(fixture.mailServer.accepted.map(({ at }) => at))).toBeLessThanOrEqual(20);
    }),
    FAULT_TEST_MS,
  );
});

import { setTimeout as sleep } from 'node:timers/promises';
import { describeFaults, FaultStage, onStage } from '../support/fault-stage';

const OUTAGE_MS = 30_000;

describeFaults('when the mail server fails', () => {
  afterAll(() => FaultStage.closeAll());

  it(
    'an outage in the middle of a batch uses up no tries; afterwards everybody gets one mail',
    onStage(async (stage) => {
      stage.mailServer.delay = 15;
      const [web] = await Promise.all([stage.startWeb(), stage.startWorker()]);
      await stage.invite(await stage.clientOf(web), 1000);
      await stage.untilAccepted(200);
      await stage.mailServer.stop();
      await sleep(OUTAGE_MS);
      expect(await stage.countUnsent()).toBe(1000 - stage.mailServer.accepted.length);
      await stage.mailServer.start();
      // The longest pause of a worker, the sweeper's round and the sending.
      await stage.expectOneMailEach(1000, 60_000);
      expect(await stage.mostAttempts()).toBe(1);
    }),
    150_000,
  );
});

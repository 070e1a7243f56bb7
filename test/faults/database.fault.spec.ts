import { setTimeout as sleep } from 'node:timers/promises';
import { describeFaults, FaultStage, onStage } from '../support/fault-stage';

describeFaults('when the database fails', () => {
  afterAll(() => FaultStage.closeAll());

  /** Cuts every connection of the application. */
  const cutConnections = async (stage: FaultStage) => {
    const cut = await stage.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'parley'`,
    );
    return cut.length;
  };

  it(
    'processes outlive their connections, and everybody gets one mail',
    onStage(async (stage) => {
      stage.mailServer.delay = 15;
      const [web] = await Promise.all([stage.startWeb(), stage.startWorker()]);
      const client = await stage.clientOf(web);
      await stage.invite(client, 1500);
      for (const mails of [200, 500, 800, 1100]) {
        await stage.untilAccepted(mails);
        expect(await cutConnections(stage)).toBeGreaterThan(0);
        // What is under way at that moment may fail, what comes later may not.
        await client.get('/user_interview_topics/');
        await sleep(100);
        expect((await client.get('/user_interview_topics/')).status).toBe(200);
      }
      await stage.expectOneMailEach(1500, 60_000);
    }),
    150_000,
  );
});

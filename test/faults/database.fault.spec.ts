import { describeFaults, FAULT_TEST_MS, FaultFixture, withFixture } from '../support/faults/fault-fixture';
import { waitUntil } from '../support/app/wait-until';

describeFaults('when the database fails', () => {
  afterAll(() => FaultFixture.closeAll());

  /** Cuts every connection of the application. */
  const cutConnections = async (fixture: FaultFixture) => {
    const cut = await fixture.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'parley'`,
    );
    return cut.length;
  };

  it(
    'processes outlive their connections, and everybody gets one mail',
    withFixture(async (fixture) => {
      fixture.mailServer.delay = 15;
      const [web] = await Promise.all([fixture.startWeb(), fixture.startWorker()]);
      const client = await fixture.clientOf(web);
      await fixture.invite(client, 1500);
      for (const mails of [200, 500, 800, 1100]) {
        await fixture.untilAccepted(mails);
        expect(await cutConnections(fixture)).toBeGreaterThan(0);
        // Requests in progress may fail; later ones are answered again, without a restart.
        const works = async () => (await client.get('/user_interview_topics/')).status === 200;
        await waitUntil('requests are answered', works, 60_000);
      }
      await fixture.expectOneMailEach(1500);
    }),
    FAULT_TEST_MS,
  );
});

import { once } from 'node:events';
import { connect } from 'node:net';
import {
  describeFaults,
  expectOrderlyEnd,
  FAULT_TEST_MS,
  FaultFixture,
  withFixture,
} from '../support/faults/fault-fixture';

describeFaults('when a web process fails', () => {
  afterAll(() => FaultFixture.closeAll());

  it(
    'whoever was promised a mail gets it, though the process is killed right after its answer',
    withFixture(async (fixture) => {
      const [web] = await Promise.all([fixture.startWeb(), fixture.startWorker()]);
      await fixture.invite(await fixture.clientOf(web), 500);
      await web.end('SIGKILL');
      await fixture.expectOneMailEach(500);
    }),
    FAULT_TEST_MS,
  );

  it(
    'a client that never reads its answer does not keep a process that is told to stop',
    withFixture(async (fixture) => {
      const web = await fixture.startWeb();
      const client = await fixture.clientOf(web);
      const { id } = await client.createTopic();
      // A streamed answer, and more of it than the buffers of both ends take.
      await fixture.database.query(
        `UPDATE user_interview_topic SET interviewee_distinct_ids =
           (SELECT array_agg(repeat('x', 390) || n) FROM generate_series(1, 30000) n)`,
      );
      const { hostname, port } = new URL(web.baseUrl);
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.write(
        `POST ${client.project}/user_interview_topics/${id}/links_csv/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nAuthorization: Bearer ${client.key}\r\n\r\n`,
      );
      await once(socket, 'readable');
      await expectOrderlyEnd(web);
      socket.destroy();
    }),
    FAULT_TEST_MS,
  );
});

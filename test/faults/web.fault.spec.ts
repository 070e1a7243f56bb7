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
    withFixture(async (stage) => {
      const [web] = await Promise.all([stage.startWeb(), stage.startWorker()]);
      await stage.invite(await stage.clientOf(web), 500);
      await web.end('SIGKILL');
      await stage.expectOneMailEach(500);
    }),
    FAULT_TEST_MS,
  );

  it(
    'a client that never reads its answer does not keep a process that is told to stop',
    withFixture(async (stage) => {
      const web = await stage.startWeb();
      const client = await stage.clientOf(web);
      const { id } = await client.createTopic();
      // A streamed answer, and more of it than the buffers of both ends take.
      await stage.database.query(
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

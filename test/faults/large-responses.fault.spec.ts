import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from '../support/app/test-database';
import type { ApiClient } from '../support/clients/api-client';
import { describeFaults, FAULT_TEST_MS, FaultFixture, withFixture } from '../support/faults/fault-fixture';
import { MemoryWatch } from '../support/faults/memory-watch';

const CLIENTS = 24;
const MAX_MEMORY_MB = 600;
const MAX_ANSWER_MS = 5000;
/** Distinct ids of 36 characters, with which a topic has some 18 MB. */
const PEOPLE = 450_000;

/** Topics of the largest size. */
async function fillTopics(database: TestDatabase, client: ApiClient, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const { id } = await client.createTopic({ interviewee_emails: [] });
    await database.query(
      `UPDATE user_interview_topic SET interviewee_distinct_ids =
         ARRAY(SELECT 'a-person-whose-id-is-long-' || lpad(n::text, 10, '0') FROM generate_series(1, $2::integer) n)
       WHERE id = $1`,
      [id, PEOPLE],
    );
    ids.push(id);
  }
  return ids;
}

/** Asks for a page and takes nothing of the answer. */
async function askAndWait(client: ApiClient, path: string): Promise<Socket> {
  const { hostname, port } = new URL(client.baseUrl);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET ${path} HTTP/1.1\r\nHost: parley\r\nAuthorization: Bearer ${client.key}\r\n\r\n`);
  return socket;
}

describeFaults('large responses', () => {
  afterAll(() => FaultFixture.closeAll());

  it(
    'leave the process its memory and everybody else their answers, also when nobody takes them',
    withFixture(async (fixture) => {
      const web = await fixture.startWeb();
      const client = await fixture.clientOf(web);
      const [id] = await fillTopics(fixture.database, client, 4);
      const topics = `${client.project}/user_interview_topics/`;
      const read = async (path: string) => {
        const headers = { authorization: `Bearer ${client.key}` };
        const answer = await fetch(client.baseUrl + path, { headers });
        return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
      };
      const crowd = (path: string) => Promise.all(Array.from({ length: CLIENTS }, () => read(path)));

      const times: number[] = [];
      let isOver = false;
      const others = (async () => {
        while (!isOver) {
          const begun = performance.now();
          expect((await client.get('/user_interviews/?limit=1')).status).toBe(200);
          times.push(performance.now() - begun);
          await sleep(20);
        }
      })();
      const memory = new MemoryWatch(web);
      const silent: Socket[] = [];
      try {
        for (const path of [topics, `${topics}${id}/`]) {
          // Whose turn does not come in time is told to come again; with two busy cores that can happen.
          const answers = await crowd(path);
          expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true);
          const whole = answers.filter(({ status, bytes }) => status === 200 && bytes > 17_000_000);
          expect(whole.length).toBeGreaterThan(3);
        }
        for (let n = 0; n < CLIENTS; n++) {
          silent.push(await askAndWait(client, n % 2 ? topics : `${topics}${id}/`));
        }
        await sleep(3000);
      } finally {
        silent.forEach((socket) => socket.destroy());
        isOver = true;
        memory.stop();
      }
      await others;
      expect(memory.peak).toBeLessThan(MAX_MEMORY_MB);
      expect(Math.max(...times)).toBeLessThan(MAX_ANSWER_MS);
      // The memory of those who have gone is free again.
      expect(await read(`${topics}${id}/`)).toMatchObject({ status: 200 });
      fixture.assertNoneCrashed();
    }),
    FAULT_TEST_MS,
  );
});

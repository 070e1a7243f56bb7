import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { OwnProcess } from '../support/app/process';
import type { ApiClient } from '../support/clients/api-client';
import { describeFaults, FAULT_TEST_MS, FaultFixture, withFixture } from '../support/faults/fault-fixture';
import { MemoryWatch } from '../support/faults/memory-watch';

/** Seconds of each attack; PARLEY_ATTACK_SECONDS=60 for a long one. */
const SECONDS = Number(process.env.PARLEY_ATTACK_SECONDS ?? 8);
const CONNECTIONS = 24;
const MAX_MEMORY_MB = 600;
const MAX_ANSWER_MS = 5000;

interface Attack {
  path: string;
  kind: 'empty lists' | 'many parts' | 'many objects' | 'small parts';
  key?: string;
  chunked?: boolean;
}

/** Sends bodies over many connections until it is stopped. */
class Attackers {
  /** How often each kind of body got each status; `none` where the connection was closed before. Known after the stop. */
  answers: Record<string, number> = {};

  private constructor(private readonly worker: Worker) {}

  static start({ baseUrl }: OwnProcess, attacks: Attack[]): Attackers {
    const workerData = { port: Number(new URL(baseUrl).port), connections: CONNECTIONS, attacks };
    return new Attackers(new Worker(join(__dirname, '../support/faults/body-sender.cjs'), { workerData }));
  }

  async stop(): Promise<void> {
    this.worker.postMessage('report');
    const [answers] = (await once(this.worker, 'message')) as [Record<string, number>];
    this.answers = answers;
    await this.worker.terminate();
  }
}

/** Works like anybody, and measures. @throws when an answer is not the right one */
async function workNormally(client: ApiClient, page: string): Promise<number[]> {
  const times: number[] = [];
  const timed = async <T>(call: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const answer = await call();
    times.push(performance.now() - begun);
    return answer;
  };
  const topic = `Planning ${Math.random()}`;
  const created = await timed(() => client.post('/user_interview_topics/', { topic }));
  expect(created).toMatchObject({ status: 201, body: { topic } });
  const { id } = created.body as { id: string };
  const read = await timed(() => client.get(`/user_interview_topics/${id}/`));
  expect(read).toMatchObject({ status: 200, body: { id, topic } });
  const draft = await timed(() =>
    fetch(page, { method: 'POST', body: new URLSearchParams({ act: 'begin' }), redirect: 'manual' }),
  );
  expect([draft.status, await draft.text()]).toEqual([303, '']);
  return times;
}

const attacks: [string, RegExp, (paths: { form: string; topics: string; key: string }) => Attack[]][] = [
  ['a public form gets huge bodies', /lists: 413/, ({ form }) => [{ path: form, kind: 'empty lists' }]],
  [
    'a public form gets bodies as large as it takes',
    /small parts: (303|400)/,
    ({ form }) => [
      { path: form, kind: 'small parts' },
      { path: `${form}/draft`, kind: 'small parts', chunked: true },
    ],
  ],
  [
    'somebody with a key sends huge bodies',
    /lists: 413/,
    ({ topics, key }) => [
      { path: topics, kind: 'empty lists', key },
      { path: topics, kind: 'empty lists', key, chunked: true },
      { path: '/mcp', kind: 'empty lists', key },
    ],
  ],
  [
    'somebody with a key sends the largest bodies that are allowed',
    /: (201|400|200)/,
    ({ topics, key }) => [
      { path: topics, kind: 'many parts', key },
      { path: topics, kind: 'many objects', key, chunked: true },
      { path: '/mcp', kind: 'many parts', key },
    ],
  ],
];

describeFaults('hostile bodies', () => {
  afterAll(() => FaultFixture.closeAll());

  it.each(attacks)(
    'leave the process its memory and everybody else their answers: %s',
    (_what, expected, attacksOn) =>
      withFixture(async (fixture) => {
        const web = await fixture.startWeb();
        const client = await fixture.clientOf(web);
        const { id } = await client.createTopic({ interviewee_emails: ['ada@example.com'] });
        const links = await client.post(`/user_interview_topics/${id}/generate_links/`, {});
        const { interview_url } = (links.body as { results: { interview_url: string }[] }).results[0] ?? {};
        const form = new URL(String(interview_url)).pathname;
        await workNormally(client, web.baseUrl + form);

        const topics = `${client.project}/user_interview_topics/`;
        const attackers = Attackers.start(web, attacksOn({ form, topics, key: client.key }));
        const times: number[] = [];
        const memory = new MemoryWatch(web);
        try {
          const until = performance.now() + SECONDS * 1000;
          while (performance.now() < until) times.push(...(await workNormally(client, web.baseUrl + form)));
        } finally {
          memory.stop();
          await attackers.stop();
        }
        expect(Object.keys(attackers.answers).join()).toMatch(expected);
        expect(Math.max(...times)).toBeLessThan(MAX_ANSWER_MS);
        expect(memory.peak).toBeLessThan(MAX_MEMORY_MB);
        fixture.assertNoneCrashed();
      })(),
    FAULT_TEST_MS,
  );
});

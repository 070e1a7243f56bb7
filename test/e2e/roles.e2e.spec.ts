import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorBody } from '../support/clients/api-client';
import { sendInvites, storedDeliveries } from '../support/builders/invites';
import { deliveriesOf, untilDeliveries } from '../support/builders/deliveries';
import { parseMetrics } from '../support/clients/metrics';
import { emptyRedisDatabase, redisDatabase } from '../support/app/redis';
import { type TestApp, useClient, useTestApp, useTestApps } from '../support/app/test-app';

const ASYNC = { send_async: true };
const PEOPLE = ['a@example.com', 'b@example.com'];

describe('a worker over HTTP', () => {
  const worker = useTestApp({ role: 'worker' });
  const ada = useClient(worker, { scopes: ['*'] });

  it.each(['/health/live', '/health/ready', '/metrics', '/metrics/', '/metrics?x=1', '/health/live/'])(
    'answers %s',
    async (path) => {
      const answer = await ada.request('GET', path);
      expect(answer.status).toBe(200);
      if (path.startsWith('/metrics')) {
        expect(parseMetrics(answer.text).samples.length).toBeGreaterThan(20);
      }
    },
  );

  it.each([
    '/',
    '/favicon.ico',
    '/docs',
    '/docs/',
    '/api/schema',
    '/api/schema.yaml',
    '/assets/interview.css',
    '/interview/preview',
    `/interview/${'t'.repeat(30)}`,
    '/mailbox',
    '/admin/queues',
    '/health',
    '/metrics/more',
    '/metricsx',
    '/healthy/live',
    '/health/nothing',
    '/nowhere',
    '//health/live',
  ])('has nothing at %s', async (path) => {
    const answer = await fetch(worker.baseUrl + path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      type: 'invalid_request',
      code: 'not_found',
      detail: 'Not found.',
      attr: null,
    });
  });

  it.each([
    ['GET', ''],
    ['POST', ''],
    ['GET', 'audit_events/'],
    ['GET', 'user_interview_topics/'],
    ['POST', 'user_interview_topics/'],
    ['PUT', 'user_interview_topics/'],
    ['DELETE', 'user_interview_topics/00000000-0000-7000-8000-000000000000/'],
  ])('has no API: %s %s', async (method, path) => {
    for (const prefix of ['projects', 'environments']) {
      const body = method === 'POST' ? { topic: 'x', interviewee_emails: PEOPLE } : undefined;
      const answer = await ada.request<ErrorBody>(method, `/api/${prefix}/${ada.projectId}/${path}`, body);
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    }
    expect(await worker.database.query('SELECT id FROM user_interview_topic')).toEqual([]);
  });
});

const describeWithRedis = redisDatabase() === null ? describe.skip : describe;

describeWithRedis('web and worker processes', () => {
  const startApp = useTestApps();
  const startWeb = async () => {
    const web = await startApp({ role: 'web', redisUrl: await emptyRedisDatabase() });
    const ada = await web.client();
    const { id } = await ada.createTopic({ interviewee_emails: PEOPLE });
    return { web, ada, id };
  };
  const startBeside = (web: TestApp, role: 'worker' | 'all') =>
    startApp({ role, redisUrl: redisDatabase(), databaseUrl: web.database.url, smtpUrl: web.sink.url });

  it('leave mails queued while there is no worker', async () => {
    const { web, ada, id } = await startWeb();
    const answer = await sendInvites(ada, id, ASYNC);
    expect(answer.body.results.map((row) => row.sent)).toEqual([true, true]);
    // Longer than a worker, or its sweeper, would need.
    await sleep(6000);
    expect(web.sink.mails.length).toBe(0);
    const rows = await deliveriesOf(ada, id);
    expect(rows.map(({ status, attempts }) => [status, attempts])).toEqual([
      ['queued', 0],
      ['queued', 0],
    ]);
  });

  it.each(['worker', 'all'] as const)(
    'have the mails sent once a process of role %s is there',
    async (role) => {
      const { web, ada, id } = await startWeb();
      await sendInvites(ada, id, ASYNC);
      expect(web.sink.mails.length).toBe(0);
      await startBeside(web, role);
      await untilDeliveries(ada, id, ['sent', 'sent']);
      expect(web.sink.recipients()).toEqual(PEOPLE);
    },
  );

  it('let a web process send at once what is asked for synchronously', async () => {
    const { web, ada, id } = await startWeb();
    expect((await sendInvites(ada, id)).body.results.map((row) => row.sent)).toEqual([true, true]);
    expect(web.sink.recipients()).toEqual(PEOPLE);
    expect((await storedDeliveries(web.database)).map((row) => row.status)).toEqual(['sent', 'sent']);
  });

  it('let a web process cancel what no worker has taken', async () => {
    const { web, ada, id } = await startWeb();
    await sendInvites(ada, id, ASYNC);
    const answer = await ada.post(`/user_interview_topics/${id}/invites/cancel/`);
    expect(answer.body).toEqual({ cancelled_count: 2 });
    await startBeside(web, 'worker');
    await ada.post(`/user_interview_topics/${id}/add_interviewee/`, { identifier: 'c@example.com' });
    await web.database.query(`UPDATE user_interview_topic SET interviewee_emails = '{c@example.com}'`);
    await sendInvites(ada, id, ASYNC);
    await web.sink.waitFor(1);
    await sleep(500);
    expect(web.sink.recipients()).toEqual(['c@example.com']);
  });
});

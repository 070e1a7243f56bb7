import type { FastifyInstance } from 'fastify';
import type { Settings } from '../../src/config/settings';
import { emptyRedisDatabase, redisDatabase } from '../support/app/redis';
import { type TestApp, useTestApp, useTestApps } from '../support/app/test-app';
import { sendInvites } from '../support/builders/invites';

const PATHS = ['/admin/queues', '/admin/queues/', '/admin/queues/api/queues'];
const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

const PASSWORD = 'correct: hörse';

const statuses = async (app: TestApp, headers: Record<string, string> = {}) => {
  const found: number[] = [];
  for (const path of PATHS) {
    const answer = await fetch(app.baseUrl + path, { headers });
    await answer.text();
    found.push(answer.status);
  }
  return found;
};

describe('the queue dashboard', () => {
  const startApp = useTestApps();
  it.each<[string, Partial<Settings>]>([
    ['without a password', {}],
    ['without Redis, which it shows', { adminPassword: PASSWORD }],
  ])('is off %s', async (_what, settings) => {
    const app = await startApp(settings);
    expect(await statuses(app)).toEqual([404, 404, 404]);
    expect(await statuses(app, basic('admin', PASSWORD))).toEqual([404, 404, 404]);
    expect(await statuses(app, basic('admin', ''))).toEqual([404, 404, 404]);
  });
});

const describeWithRedis = redisDatabase() === null ? describe.skip : describe;

describeWithRedis('the queue dashboard on Redis', () => {
  const parley = useTestApp(async () => ({
    role: 'web',
    redisUrl: await emptyRedisDatabase(),
    adminPassword: PASSWORD,
  }));
  const startApp = useTestApps();
  const open = basic('admin', PASSWORD);

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['a wrong password', basic('admin', PASSWORD.slice(0, -1))],
    ['another user', basic('root', PASSWORD)],
    ['an empty password', basic('admin', '')],
    ['the bare password', { authorization: 'correct' }],
    ['a bearer', { authorization: 'Bearer correct' }],
  ])('asks those who send %s for the password', async (_what, headers) => {
    expect(await statuses(parley, headers)).toEqual([401, 401, 401]);
    const answer = await fetch(parley.baseUrl + '/admin/queues', { headers });
    expect(answer.headers.get('www-authenticate')).toBe('Basic realm="Parley"');
    expect(await answer.text()).toBe('');
  });

  it('lets nobody act on jobs, or load its scripts, without the password', async () => {
    for (const act of ['pause', 'resume', 'empty', 'clean/completed', 'retry/failed', 'promote']) {
      const url = `${parley.baseUrl}/admin/queues/api/queues/invites/${act}`;
      expect((await fetch(url, { method: 'PUT' })).status).toBe(401);
    }
    const page = await fetch(`${parley.baseUrl}/admin/queues/`, { headers: open });
    const [, script = ''] = /src="([^"]+\.js)"/.exec(await page.text()) ?? [];
    const url = new URL(script, `${parley.baseUrl}/admin/queues/`);
    expect((await fetch(url)).status).toBe(401);
    const loaded = await fetch(url, { headers: open });
    // A body that nobody reads keeps its connection, and the server with it.
    expect([loaded.status, (await loaded.text()).length > 1000]).toEqual([200, true]);
  });

  it('shows the queue to the admin', async () => {
    const ada = await parley.client();
    const { id } = await ada.createTopic({ topic: 'Secret plans' });
    await sendInvites(ada, id, { send_async: true });
    expect(await statuses(parley, open)).toEqual([200, 200, 200]);
    const page = await fetch(`${parley.baseUrl}/admin/queues/`, { headers: open });
    expect(page.headers.get('content-type')).toContain('text/html');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    await page.text();
    const jobs = `${parley.baseUrl}/admin/queues/api/queues?activeQueue=invites&status=waiting`;
    const text = await (await fetch(jobs, { headers: open })).text();
    const { queues } = JSON.parse(text) as { queues: { name: string; counts: Record<string, number> }[] };
    expect(queues).toMatchObject([{ name: 'invites', counts: { waiting: 1 } }]);
    expect(text).not.toMatch(/@example|Secret/);
  });

  it('changes nothing, also for the admin', async () => {
    const ada = await parley.client();
    const { id } = await ada.createTopic();
    await sendInvites(ada, id, { send_async: true });
    const queue = `${parley.baseUrl}/admin/queues/api/queues/invites`;
    for (const act of ['pause', 'resume', 'empty', 'obliterate', 'clean/wait', 'retry/failed', 'promote']) {
      for (const method of ['PUT', 'POST', 'DELETE', 'PATCH', 'GET']) {
        const answer = await fetch(`${queue}/${act}`, { method, headers: open });
        expect([act, method, [403, 404, 405].includes(answer.status)]).toEqual([act, method, true]);
        await answer.text();
      }
    }
    const pause = await fetch(`${queue}/pause`, { method: 'PUT', headers: open });
    expect([pause.status, await pause.json()]).toMatchObject([
      403,
      { code: 'permission_denied', attr: null },
    ]);
    const shown = await fetch(`${parley.baseUrl}/admin/queues/api/queues`, { headers: open });
    expect(await shown.json()).toMatchObject({
      queues: [{ readOnlyMode: true, isPaused: false, counts: { paused: 0 } }],
    });
  });

  it.each<[string, Record<string, string>, number]>([
    ['a script of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    ['another host of the domain', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }, 403],
    [
      'a frame of another site',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      403,
    ],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['an origin that is hidden', { origin: 'null' }, 403],
    ['its own page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, 200],
    ['its own page at the public address', { origin: 'https://parley.example.com' }, 200],
    [
      'the address bar',
      { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      200,
    ],
    [
      'a link in a wiki',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      200,
    ],
  ])('knows %s by the headers of the browser', async (_what, headers, expected) => {
    // fetch would set headers of its own.
    const server: FastifyInstance = parley.app.getHttpAdapter().getInstance();
    for (const url of PATHS) {
      const known = await server.inject({ url, headers: { ...open, ...headers } });
      const unknown = await server.inject({ url, headers });
      expect([url, known.statusCode, unknown.statusCode]).toEqual([url, expected, 401]);
    }
  });

  it('opens nothing but itself', async () => {
    const ada = await parley.client();
    const path = `${ada.project}/user_interview_topics/`;
    expect((await fetch(parley.baseUrl + path, { headers: open })).status).toBe(401);
    expect((await ada.request('GET', '/admin/queues/api/queues')).status).toBe(401);
  });

  it.each<[string, Partial<Settings>]>([
    ['without a password', { role: 'web', adminPassword: null }],
    ['in a worker', { role: 'worker', adminPassword: PASSWORD }],
  ])('is off %s', async (_what, settings) => {
    const app = await startApp({ redisUrl: redisDatabase(), ...settings });
    expect(await statuses(app, open)).toEqual([404, 404, 404]);
    expect(await statuses(app)).toEqual([404, 404, 404]);
  });
});

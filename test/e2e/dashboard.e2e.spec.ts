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

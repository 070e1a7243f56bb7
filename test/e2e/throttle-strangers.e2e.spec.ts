import { ApiClient, type ErrorBody } from '../support/clients/api-client';
import { emptyRedisDatabase, redisDatabase } from '../support/app/redis';
import { type TestApp, useTestApps } from '../support/app/test-app';

const TOPICS = '/user_interview_topics/';
const PASSWORD = 'correct horse';

const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`,
});

describe('throttles of those without a valid key', () => {
  const start = useTestApps({ rateLimitEnabled: true });

  const statuses = async (count: number, ask: () => Promise<{ status: number }>) => {
    const found: number[] = [];
    for (let n = 0; n < count; n++) found.push((await ask()).status);
    return found;
  };
  const visit = async (app: TestApp, path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(app.baseUrl + path, { headers, redirect: 'manual' });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const expectThrottled = ({ status, headers, text }: { status: number; headers: Headers; text: string }) => {
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
    expect(JSON.parse(text)).toMatchObject({ type: 'throttled_error', code: 'throttled', attr: null });
  };

  it('stop those who guess keys, and let valid keys of the same address through', async () => {
    const app = await start({ failedLoginsPerMinute: 3 });
    const ada = await app.client();
    const guess = (key: string) => () =>
      new ApiClient(app.baseUrl, ada.projectId, key).get<ErrorBody>(TOPICS);
    expect(await statuses(1, guess(''))).toEqual([401]);
    expect(await statuses(1, guess('noise'))).toEqual([401]);
    expect(await statuses(1, guess(`ply_${'x'.repeat(43)}`))).toEqual([401]);
    for (const key of ['', 'noise', `ply_${'y'.repeat(43)}`]) expectThrottled(await guess(key)());
    expect((await ada.get(TOPICS)).status).toBe(200);
  });

  it('count those who guess by their address', async () => {
    const app = await start({ failedLoginsPerMinute: 1, trustProxy: ['127.0.0.1'] });
    const from = (address: string) => () =>
      visit(app, '/api/projects/@current/user_interview_topics/', { 'x-forwarded-for': address });
    expect(await statuses(2, from('203.0.113.1'))).toEqual([401, 429]);
    expect(await statuses(2, from('203.0.113.2'))).toEqual([401, 429]);
  });

  it.each(['/docs', '/api/schema', '/assets/interview.css'])(
    'count those who fetch %s as often as visitors of pages, but apart',
    async (path) => {
      const app = await start({ visitorRequestsPerMinute: 2 });
      expect((await visit(app, path)).status).toBe(200);
      expect((await visit(app, '/favicon.svg')).status).toBe(200);
      expectThrottled(await visit(app, path));
      expect((await visit(app, '/interview/preview')).status).toBe(200);
    },
  );

  it('are off when throttles are', async () => {
    const app = await start({
      rateLimitEnabled: false,
      failedLoginsPerMinute: 1,
      visitorRequestsPerMinute: 1,
      adminPassword: PASSWORD,
      role: 'web',
      redisUrl: await emptyRedisDatabase(),
    });
    const ask = () => visit(app, '/api/projects/@current/user_interview_topics/');
    expect(await statuses(3, ask)).toEqual([401, 401, 401]);
    expect(await statuses(3, () => visit(app, '/docs'))).toEqual([200, 200, 200]);
    if (redisDatabase() === null) return;
    expect(await statuses(3, () => visit(app, '/admin/queues', basic('guess')))).toEqual([401, 401, 401]);
    expect(await statuses(3, () => visit(app, '/admin/queues', basic(PASSWORD)))).toEqual([200, 200, 200]);
  });

  it('stop those who guess the token of the metrics', async () => {
    const app = await start({ failedLoginsPerMinute: 3, metricsToken: 'a-token' });
    const ask = (token: string) => visit(app, '/metrics', { authorization: `Bearer ${token}` });
    // A scanner that sends none guesses nothing, and a scrape with the right one is none.
    expect(await statuses(5, () => visit(app, '/metrics'))).toEqual([404, 404, 404, 404, 404]);
    expect(await statuses(5, () => ask('a-token'))).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses(3, () => ask('guess'))).toEqual([404, 404, 404]);
    expectThrottled(await ask('guess'));
    // Else whoever guesses would still learn which one is right.
    expectThrottled(await ask('a-token'));
    expect((await (await app.client()).get(TOPICS)).status).toBe(200);
  });

  (redisDatabase() === null ? it.skip : it)(
    'stop those who guess the password of the dashboard',
    async () => {
      const app = await start({
        failedLoginsPerMinute: 3,
        visitorRequestsPerMinute: 5,
        adminPassword: PASSWORD,
        role: 'web',
        redisUrl: await emptyRedisDatabase(),
      });
      const ask = (headers = {}) => visit(app, '/admin/queues', headers);
      // A browser asks without a password first; that is no guess.
      expect(await statuses(5, ask)).toEqual([401, 401, 401, 401, 401]);
      expectThrottled(await ask());
      expect((await ask(basic(PASSWORD))).status).toBe(200);
      expect(await statuses(3, () => ask(basic('guess')))).toEqual([401, 401, 401]);
      expectThrottled(await ask(basic('guess')));
      // Else whoever guesses would still learn which one is right.
      expectThrottled(await ask(basic(PASSWORD)));
      expect((await (await app.client()).get(TOPICS)).status).toBe(200);
    },
  );
});

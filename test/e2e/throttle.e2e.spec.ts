import { Redis } from 'ioredis';
import type { Settings } from '../../src/config/settings';
import { freePort } from '../support/app/ports';
import { emptyRedisDatabase, hasRedisServer, redisDatabase, startRedisServer } from '../support/app/redis';
import { type TestApp, useTestApps } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';
import { sendInvites } from '../support/builders/invites';
import { type Answer, ApiClient, type ErrorBody, topicPath } from '../support/clients/api-client';

const NOBODY = '01890000-0000-7000-8000-000000000000';
const TOPICS = '/user_interview_topics/';

describe('request throttles in one process', () => {
  const start = useTestApps({ rateLimitEnabled: true });

  const list = (client: ApiClient) => client.get<ErrorBody>(TOPICS);
  const statuses = async (count: number, ask: () => Promise<{ status: number }>) => {
    const found: number[] = [];
    for (let n = 0; n < count; n++) found.push((await ask()).status);
    return found;
  };
  const expectThrottled = (answer: Answer<ErrorBody>, atMost = 60) => {
    expect(answer.status).toBe(429);
    const seconds = answer.headers.get('retry-after') ?? '';
    expect(seconds).toMatch(/^[1-9]\d*$/);
    expect(Number(seconds)).toBeLessThanOrEqual(atMost);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.body).toEqual({
      type: 'throttled_error',
      code: 'throttled',
      detail: `Request was throttled. Expected available in ${seconds} seconds.`,
      attr: null,
    });
    return Number(seconds);
  };
  const visit = (app: TestApp, path = '/interview/preview', headers: Record<string, string> = {}) =>
    fetch(app.baseUrl + path, { headers });

  it('lets so many requests a minute through, then says when to come back', async () => {
    const app = await start({ requestsPerMinute: 3 });
    const ada = await app.client();
    expect(await statuses(3, () => list(ada))).toEqual([200, 200, 200]);
    const first = expectThrottled(await list(ada));
    expect(first).toBeGreaterThan(50);
    // Asking again does not move the end of the wait.
    expect(expectThrottled(await list(ada))).toBeLessThanOrEqual(first);
  });

  it('lets so many requests an hour through', async () => {
    const app = await start({ requestsPerHour: 2 });
    const ada = await app.client();
    expect(await statuses(2, () => list(ada))).toEqual([200, 200]);
    expect(expectThrottled(await list(ada), 3600)).toBeGreaterThan(3500);
  });

  it('tells the longer wait when both are used up', async () => {
    const app = await start({ requestsPerMinute: 1, requestsPerHour: 1 });
    const ada = await app.client();
    await list(ada);
    expect(expectThrottled(await list(ada), 3600)).toBeGreaterThan(3500);
  });

  it('counts every project for itself, and all keys and users of a project together', async () => {
    const app = await start({ requestsPerMinute: 2 });
    const ada = await app.client();
    const grace = await app.client({ email: 'grace@parley.test' });
    const elsewhere = await app.client({ project: 'Elsewhere' });
    expect([(await list(ada)).status, (await list(grace)).status]).toEqual([200, 200]);
    expectThrottled(await list(ada));
    expectThrottled(await list(grace));
    expect(await statuses(3, () => list(elsewhere))).toEqual([200, 200, 429]);
  });

  it('counts every session for itself, and leaves the limits of the project to its keys', async () => {
    const app = await start({ requestsPerMinute: 2, sendCallsPerMinute: 1 });
    const [ada, browser, phone] = [await app.client(), await app.signIn(), await app.signIn()];
    expect(await statuses(3, () => list(browser))).toEqual([200, 200, 429]);
    expect((await list(phone)).status).toBe(200);
    expect(await statuses(3, () => list(ada))).toEqual([200, 200, 429]);
    // Sends are limited for the whole project.
    const send = (client: ApiClient) => client.post(topicPath(NOBODY, 'send_invites/'), {});
    expect((await send(await app.signIn())).status).toBe(404);
    expect((await send(phone)).status).toBe(429);
  });

  it('counts a project once, however its id is written and whichever prefix is used', async () => {
    const app = await start({ requestsPerMinute: 2 });
    const ada = await app.client();
    const shouting = new ApiClient(app.baseUrl, ada.projectId.toUpperCase(), ada.key);
    expect((await list(ada)).status).toBe(200);
    expect((await list(shouting)).status).toBe(200);
    expectThrottled(await list(ada));
    expectThrottled(await list(shouting));
    for (const path of [`environments/${ada.projectId}`, 'projects/@current', 'environments/@current']) {
      expectThrottled(await ada.request<ErrorBody>('GET', `/api/${path}${TOPICS}`));
    }
  });

  it('counts failed requests too, but none of strangers', async () => {
    const app = await start({ requestsPerMinute: 2 });
    const ada = await app.client();
    const eve = await app.client({ email: 'eve@parley.test', project: 'Elsewhere' });
    const stranger = new ApiClient(app.baseUrl, ada.projectId, eve.key);
    const nobody = new ApiClient(app.baseUrl, ada.projectId, '');
    expect(await statuses(3, () => list(stranger))).toEqual([404, 404, 404]);
    expect(await statuses(3, () => list(nobody))).toEqual([401, 401, 401]);
    expect((await ada.post(TOPICS, {})).status).toBe(400);
    expect((await ada.get(topicPath('no-uuid'))).status).toBe(404);
    expectThrottled(await list(ada));
  });

  it('runs nothing that it throttles', async () => {
    const app = await start({ requestsPerMinute: 1 });
    const ada = await app.client();
    await list(ada);
    const answer = await ada.post<ErrorBody>(TOPICS, { topic: 'x', interviewee_emails: ['a@example.com'] });
    expectThrottled(answer);
    expect(await app.database.query('SELECT id FROM user_interview_topic')).toEqual([]);
  });

  it('lets fewer sends through, dry runs and tests included, and leaves the rest alone', async () => {
    const app = await start({ sendCallsPerMinute: 2 });
    const ada = await app.client();
    const { id } = await ada.createTopic();
    expect((await sendInvites(ada, id, { dry_run: true })).status).toBe(200);
    expect((await ada.post(topicPath(id, 'send_test/'))).status).toBe(200);
    const mailed = app.sink.mails.length;
    expectThrottled(await ada.post<ErrorBody>(topicPath(id, 'send_invites/')));
    expectThrottled(await ada.post<ErrorBody>(topicPath(id, 'send_test/')));
    expect(app.sink.mails.length).toBe(mailed);
    expect((await ada.post(topicPath(id, 'generate_links/'))).status).toBe(200);
    const elsewhere = await app.client({ project: 'Elsewhere' });
    const { id: otherId } = await elsewhere.createTopic();
    expect((await sendInvites(elsewhere, otherId)).status).toBe(200);
  });

  it('counts sends as requests as well', async () => {
    const app = await start({ requestsPerMinute: 2, sendCallsPerMinute: 100 });
    const ada = await app.client();
    const { id } = await ada.createTopic();
    await sendInvites(ada, id, { dry_run: true });
    expectThrottled(await list(ada));
  });

  it('counts visitors of all public pages by address, apart from projects', async () => {
    const app = await start({ visitorRequestsPerMinute: 2, requestsPerMinute: 100 });
    const ada = await app.client();
    expect((await visit(app)).status).toBe(200);
    expect((await visit(app, `/interview/${'x'.repeat(30)}`)).status).toBe(404);
    const refused = await visit(app);
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([
      429,
      expect.any(Number) as number,
    ]);
    expect(await refused.json()).toMatchObject({ type: 'throttled_error', code: 'throttled' });
    expect((await list(ada)).status).toBe(200);
  });

  it('never throttles health and metrics', async () => {
    const app = await start({ visitorRequestsPerMinute: 1, requestsPerMinute: 1, requestsPerHour: 1 });
    await visit(app);
    expect((await visit(app)).status).toBe(429);
    for (const path of ['/health/live', '/health/ready', '/metrics']) {
      expect(await statuses(4, () => visit(app, path))).toEqual([200, 200, 200, 200]);
    }
  });

  it('throttles nothing when it is switched off', async () => {
    const app = await start({
      rateLimitEnabled: false,
      requestsPerMinute: 1,
      sendCallsPerMinute: 1,
      visitorRequestsPerMinute: 1,
    });
    const ada = await app.client();
    expect(await statuses(3, () => list(ada))).toEqual([200, 200, 200]);
    expect(await statuses(3, () => visit(app))).toEqual([200, 200, 200]);
  });

  it('lets exactly as many of a crowd through', async () => {
    const app = await start({ requestsPerMinute: 10 });
    const ada = await app.client();
    const answers = await Promise.all(Array.from({ length: 30 }, () => list(ada)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
  });

  describe('behind a proxy', () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });

    it('does not believe X-Forwarded-For of just anybody', async () => {
      const app = await start({ visitorRequestsPerMinute: 2 });
      const answers = ['203.0.113.1', '203.0.113.2', '203.0.113.3'].map((address) => from(address));
      const found: number[] = [];
      for (const headers of answers) found.push((await visit(app, undefined, headers)).status);
      expect(found).toEqual([200, 200, 429]);
    });

    it('counts by the address that a configured proxy tells', async () => {
      const app = await start({ visitorRequestsPerMinute: 2, trustProxy: ['127.0.0.1'] });
      const visits = (address: string) => statuses(3, () => visit(app, undefined, from(address)));
      expect(await visits('203.0.113.1')).toEqual([200, 200, 429]);
      expect(await visits('203.0.113.2')).toEqual([200, 200, 429]);
      // The part that the visitor sent comes first in the header and is not trusted.
      expect(await visits('198.51.100.7, 203.0.113.2')).toEqual([429, 429, 429]);
    });

    it('passes through a chain of configured proxies', async () => {
      const app = await start({ visitorRequestsPerMinute: 2, trustProxy: ['127.0.0.1', '10.0.0.0/8'] });
      const visits = (address: string) =>
        statuses(2, () => visit(app, undefined, from(`${address}, 10.1.2.3`)));
      expect(await visits('203.0.113.1')).toEqual([200, 200]);
      expect(await visits('203.0.113.2')).toEqual([200, 200]);
      expect(await visits('203.0.113.1')).toEqual([429, 429]);
    });

    it.each<[string, (n: number) => string]>([
      ['a changing port', (n) => `203.0.113.8:${40_000 + n}`],
      ['a changing port after brackets', (n) => `[2001:db8::1]:${40_000 + n}`],
      ['a changing address of one IPv6 network', (n) => `2001:db8:1:2:${n.toString(16)}::1`],
      [
        'changing spellings',
        (n) => ['203.0.113.8', '::ffff:203.0.113.8', '[::ffff:cb00:7108]:9'][n % 3] ?? '',
      ],
      ['something that is no address', (n) => `nonsense-${n}`],
      ['an address that is none any more', (n) => `203.0.113.${n}, unknown`],
      ['what visitors write before their address', (n) => `junk-${n}, 198.51.100.${n}, 203.0.113.8:${n}`],
      ['a proxy that adds its port', (n) => `203.0.113.8, 10.1.2.3:${40_000 + n}`],
    ])('counts %s as one visitor', async (_what, address) => {
      const app = await start({
        visitorRequestsPerMinute: 20,
        failedLoginsPerMinute: 10,
        trustProxy: ['loopback', '10.0.0.0/8'],
      });
      const pages = [];
      const logins = [];
      for (let n = 0; n < 24; n++) {
        const headers = from(address(n));
        pages.push((await visit(app, '/docs', headers)).status);
        if (n < 12)
          logins.push((await visit(app, '/api/projects/@current/user_interview_topics/', headers)).status);
      }
      expect(pages).toEqual([...Array<number>(20).fill(200), ...Array<number>(4).fill(429)]);
      expect(logins).toEqual([...Array<number>(10).fill(401), 429, 429]);
    });

    it('tells visitors behind a proxy that adds its port apart', async () => {
      const app = await start({ visitorRequestsPerMinute: 1, trustProxy: ['loopback', '10.0.0.0/8'] });
      const visits = (address: string) =>
        statuses(2, () => visit(app, undefined, from(`${address}:1234, 10.1.2.3:4321`)));
      expect(await visits('203.0.113.1')).toEqual([200, 429]);
      expect(await visits('203.0.113.2')).toEqual([200, 429]);
      expect(await visits('[2001:db8:0:1::1]')).toEqual([200, 429]);
      expect(await visits('[2001:db8:0:2::1]')).toEqual([200, 429]);
    });

    it.each([',', ' , ,', ','.repeat(5000), ':::', '[', '%', '1.2.3.4,'.repeat(1500)])(
      'answers whatever the header holds: %j',
      async (header) => {
        const app = await start({ trustProxy: ['loopback'] });
        expect((await visit(app, undefined, from(header))).status).toBe(200);
      },
    );
  });
});

const PASSWORD = 'correct horse';

const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`,
});

describe('throttles of clients without a valid key', () => {
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

  it('guesses of keys are throttled, valid keys of the same IP pass', async () => {
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

  it('guesses of keys are counted per IP', async () => {
    const app = await start({ failedLoginsPerMinute: 1, trustProxy: ['127.0.0.1'] });
    const from = (address: string) => () =>
      visit(app, '/api/projects/@current/user_interview_topics/', { 'x-forwarded-for': address });
    expect(await statuses(2, from('203.0.113.1'))).toEqual([401, 429]);
    expect(await statuses(2, from('203.0.113.2'))).toEqual([401, 429]);
  });

  it.each(['/docs', '/api/schema', '/assets/interview.css'])(
    'fetches of %s have the limit of pages and are counted apart',
    async (path) => {
      const app = await start({ visitorRequestsPerMinute: 2 });
      expect((await visit(app, path)).status).toBe(200);
      expect((await visit(app, '/favicon.svg')).status).toBe(200);
      expectThrottled(await visit(app, path));
      expect((await visit(app, '/interview/preview')).status).toBe(200);
    },
  );

  it('no limit applies where rate limits are off', async () => {
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

  it('guesses of the metrics token are throttled', async () => {
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

  (redisDatabase() === null ? it.skip : it)('guesses of the dashboard password are throttled', async () => {
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
  });
});

const describeWithRedisServer = hasRedisServer() ? describe : describe.skip;

describeWithRedisServer('request throttles on Redis', () => {
  let port: number;
  let redis: Awaited<ReturnType<typeof startRedisServer>>;

  beforeEach(async () => {
    port = await freePort();
    redis = await startRedisServer(port);
  });
  const startApp = useTestApps({ role: 'web', rateLimitEnabled: true });
  afterEach(() => redis.stop());

  const start = (settings: Partial<Settings>) => startApp({ redisUrl: redis.url, ...settings });
  /** Two web processes, and one caller at both. */
  const startTwo = async (settings: Partial<Settings>) => {
    const one = await start(settings);
    const two = await start({ ...settings, databaseUrl: one.database.url, smtpUrl: one.sink.url });
    const ada = await one.client();
    const adaAtTwo = new ApiClient(two.baseUrl, ada.projectId, ada.key);
    // Before it is connected a process counts for itself.
    await untilConnected(2);
    return { one, two, ada, adaAtTwo };
  };
  const onRedis = async <T>(work: (client: Redis) => Promise<T>) => {
    const client = new Redis(redis.url);
    try {
      return await work(client);
    } finally {
      client.disconnect();
    }
  };
  const untilConnected = (processes: number) =>
    onRedis((client) =>
      waitUntil('the throttles are connected', async () => {
        const clients = String(await client.client('LIST'));
        return (clients.match(/ name=parley-throttle /g) ?? []).length === processes;
      }),
    );
  const timed = async (ask: () => Promise<{ status: number }>) => {
    const begun = performance.now();
    const { status } = await ask();
    return { status, ms: performance.now() - begun };
  };

  it('requests of a project are counted over all web processes', async () => {
    const { ada, adaAtTwo } = await startTwo({ requestsPerMinute: 4 });
    const found: number[] = [];
    for (const client of [ada, adaAtTwo, ada, adaAtTwo, ada, adaAtTwo]) {
      found.push((await client.get(TOPICS)).status);
    }
    expect(found).toEqual([200, 200, 200, 200, 429, 429]);
    const refused = await adaAtTwo.get(TOPICS);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  });

  it('sends and visitors are counted over all web processes', async () => {
    const { one, two, ada, adaAtTwo } = await startTwo({
      sendCallsPerMinute: 2,
      visitorRequestsPerMinute: 2,
    });
    const { id } = await ada.createTopic();
    const sends = [ada, adaAtTwo, ada, adaAtTwo].map(
      (client) => () => sendInvites(client, id, { dry_run: true }),
    );
    const found: number[] = [];
    for (const send of sends) found.push((await send()).status);
    expect(found).toEqual([200, 200, 429, 429]);
    const visits: number[] = [];
    for (const { baseUrl } of [one, two, one, two]) {
      visits.push((await fetch(`${baseUrl}/interview/preview`)).status);
    }
    expect(visits).toEqual([200, 200, 429, 429]);
  });

  it('exactly the allowed number of 30 requests at once passes', async () => {
    const { ada, adaAtTwo } = await startTwo({ requestsPerMinute: 10 });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => (n % 2 === 0 ? ada : adaAtTwo).get(TOPICS)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
  });

  it('counters expire and hold no addresses of interviewees and no keys', async () => {
    const app = await start({});
    await untilConnected(1);
    const ada = await app.client();
    await ada.createTopic();
    await fetch(`${app.baseUrl}/interview/${'t'.repeat(30)}`);
    await onRedis(async (client) => {
      const keys = (await client.keys('*')).filter((key) => !key.startsWith('bull:'));
      expect(keys.length).toBe(3);
      for (const key of keys) {
        expect(key).toMatch(/^parley:throttle:/);
        expect(await client.ttl(key)).toBeGreaterThan(0);
        expect(await client.ttl(key)).toBeLessThanOrEqual(3600);
      }
      expect(keys.join()).not.toMatch(/@|ttttt|ply_/);
    });
  });

  it('each process counts for itself while Redis is down, and all together afterwards', async () => {
    const { ada, adaAtTwo } = await startTwo({ requestsPerMinute: 3 });
    expect((await ada.get(TOPICS)).status).toBe(200);
    await redis.kill();
    const answers: { status: number; ms: number }[] = [];
    for (let n = 0; n < 4; n++) answers.push(await timed(() => ada.get(TOPICS)));
    answers.push(await timed(() => adaAtTwo.get(TOPICS)));
    // Requests neither fail nor become slow, and each process by itself still has its limit.
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 200]);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(5000);

    redis = await startRedisServer(port);
    await untilConnected(2);
    const found: number[] = [];
    for (const client of [ada, adaAtTwo, ada, adaAtTwo]) found.push((await client.get(TOPICS)).status);
    expect(found).toEqual([200, 200, 200, 429]);
  }, 60_000);

  it('a Redis that hangs does not hold requests back', async () => {
    const { ada } = await startTwo({ requestsPerMinute: 100 });
    await onRedis((client) => client.client('PAUSE', 10_000, 'ALL'));
    const answers: { status: number; ms: number }[] = [];
    for (let n = 0; n < 3; n++) answers.push(await timed(() => ada.get(TOPICS)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(5000);
    // It did hang: each request waited for it a while.
    expect(Math.min(...answers.map(({ ms }) => ms))).toBeGreaterThan(300);
  });

  it('a process starts while Redis is down', async () => {
    await redis.kill();
    const app = await start({ requestsPerMinute: 2 });
    const ada = await app.client();
    const found: number[] = [];
    for (let n = 0; n < 3; n++) found.push((await ada.get(TOPICS)).status);
    expect(found).toEqual([200, 200, 429]);
    redis = await startRedisServer(port);
    await untilConnected(1);
    expect((await ada.get(TOPICS)).status).toBe(200);
  }, 60_000);
});

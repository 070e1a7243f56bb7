import { Redis } from 'ioredis';
import type { Settings } from '../../src/config/settings';
import { ApiClient } from '../support/clients/api-client';
import { freePort } from '../support/app/ports';
import { sendInvites } from '../support/builders/invites';
import { hasRedisServer, startRedisServer } from '../support/app/redis';
import { useTestApps } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';

const TOPICS = '/user_interview_topics/';

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

  it('count a project together in all web processes', async () => {
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

  it('count sends and visitors together too', async () => {
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

  it('let exactly as many of a crowd through', async () => {
    const { ada, adaAtTwo } = await startTwo({ requestsPerMinute: 10 });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => (n % 2 === 0 ? ada : adaAtTwo).get(TOPICS)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
  });

  it('forget what they counted, and hold no addresses of interviewees and no keys', async () => {
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

  it('go on in each process when Redis dies, and together again when it is back', async () => {
    const { ada, adaAtTwo } = await startTwo({ requestsPerMinute: 3 });
    expect((await ada.get(TOPICS)).status).toBe(200);
    await redis.kill();
    const answers: { status: number; ms: number }[] = [];
    for (let n = 0; n < 4; n++) answers.push(await timed(() => ada.get(TOPICS)));
    answers.push(await timed(() => adaAtTwo.get(TOPICS)));
    // Nothing breaks, and nothing is slow; a process by itself still has its limit.
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 200]);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(2000);

    redis = await startRedisServer(port);
    await untilConnected(2);
    const found: number[] = [];
    for (const client of [ada, adaAtTwo, ada, adaAtTwo]) found.push((await client.get(TOPICS)).status);
    expect(found).toEqual([200, 200, 200, 429]);
  }, 60_000);

  it('do not hold requests back when Redis hangs', async () => {
    const { ada } = await startTwo({ requestsPerMinute: 100 });
    await onRedis((client) => client.client('PAUSE', 10_000, 'ALL'));
    const answers: { status: number; ms: number }[] = [];
    for (let n = 0; n < 3; n++) answers.push(await timed(() => ada.get(TOPICS)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(2000);
    // It did hang: each request waited for it a while.
    expect(Math.min(...answers.map(({ ms }) => ms))).toBeGreaterThan(300);
  });

  it('let a process start while Redis is down', async () => {
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

import Queue from 'bull';
import { DELIVER_JOB, DeliveryQueue, INVITES_QUEUE } from '../../src/invites/delivery/delivery-queue';
import { freePort } from '../support/app/ports';
import { linksOf, sendInvites, storedDeliveries } from '../support/builders/invites';
import { emptyRedisDatabase, hasRedisServer, redisDatabase, startRedisServer } from '../support/app/redis';
import { useTestApps } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';

const ASYNC = { send_async: true };
const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}@example.com`);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const describeWithRedis = redisDatabase() === null ? describe.skip : describe;
const itWithRedisServer = hasRedisServer() ? it : it.skip;

describeWithRedis('the queue on Redis', () => {
  const start = useTestApps();
  let redisUrl: string;

  beforeEach(async () => {
    redisUrl = (await emptyRedisDatabase()) ?? '';
  });

  it('holds ids and nothing that could leak', async () => {
    // No worker runs, so the jobs stay where they are.
    const web = await start({ role: 'web', redisUrl });
    const ada = await web.client();
    const { id } = await ada.createTopic({
      topic: 'Secret plans',
      interviewee_emails: people(120),
      invite_subject: 'Secret subject',
      invite_message: 'Secret message',
    });
    await sendInvites(ada, id, ASYNC);
    const tokens = (await linksOf(ada, id)).map((link) => link.interview_url.split('/').at(-1) ?? '');

    const queue = new Queue(INVITES_QUEUE, redisUrl);
    try {
      const jobs = await queue.getJobs(['waiting', 'active', 'delayed', 'completed', 'failed', 'paused']);
      expect(jobs.length).toBeGreaterThan(0);
      for (const job of jobs) {
        expect(job.name).toBe(DELIVER_JOB);
        expect(job.data).toEqual({ batch_id: expect.stringMatching(UUID) as string });
      }
      let everything = '';
      for (const key of await queue.client.keys('*')) {
        const isHash = (await queue.client.type(key)) === 'hash';
        everything += key + (isHash ? JSON.stringify(await queue.client.hgetall(key)) : '');
      }
      expect(everything).toContain('batch_id');
      expect(everything).not.toMatch(/@|Secret|interview|smtp/i);
      expect([...tokens, ada.key].filter((secret) => everything.includes(secret))).toEqual([]);
    } finally {
      await queue.close();
    }
  });

  it('lets workers mail what a web process has queued, each mail once, and keeps no finished jobs', async () => {
    const web = await start({ role: 'web', redisUrl });
    const shared = {
      role: 'worker',
      redisUrl,
      databaseUrl: web.database.url,
      smtpUrl: web.sink.url,
    } as const;
    await start(shared);
    await start(shared);
    const ada = await web.client();
    const { id } = await ada.createTopic({ interviewee_emails: people(200) });
    await sendInvites(ada, id, ASYNC);
    await waitUntil('all are sent', async () =>
      (await storedDeliveries(web.database)).every((row) => row.status === 'sent'),
    );
    expect(web.sink.recipients()).toEqual(people(200).sort());
    const queue = new Queue(INVITES_QUEUE, redisUrl);
    await waitUntil('no job is left', async () =>
      Object.values(await queue.getJobCounts()).every((count) => count === 0),
    );
    await queue.close();
  });

  it('loses no mail when Redis is wiped in the middle', async () => {
    const parley = await start({ redisUrl, mailConnections: 1 });
    const ada = await parley.client();
    parley.sink.delay = 10;
    const { id } = await ada.createTopic({ interviewee_emails: people(160) });
    await sendInvites(ada, id, ASYNC);
    await parley.sink.waitFor(1);
    await emptyRedisDatabase();
    await parley.sink.waitFor(160, 25_000);
    expect(parley.sink.recipients()).toEqual(people(160).sort());
  });

  it('leaves a job that runs twice nothing to mail again', async () => {
    const parley = await start({ redisUrl, mailConnections: 2 });
    const ada = await parley.client();
    parley.sink.delay = 20;
    const { id } = await ada.createTopic({ interviewee_emails: people(30) });
    await sendInvites(ada, id, ASYNC);
    const [batch] = await parley.database.query<{ id: string }>('SELECT id FROM invite_batch');
    const queue = parley.app.get(DeliveryQueue, { strict: false });
    // Bull runs a job again when its lock is not renewed in time; here ten times.
    for (let n = 0; n < 10; n++) await queue.enqueueJobs(batch?.id ?? '', 1);
    await parley.sink.waitFor(30);
    await waitUntil('the queue is empty', async () => (await queue.countOpenJobs()) === 0);
    expect(parley.sink.recipients()).toEqual(people(30).sort());
  });

  itWithRedisServer(
    'answers while Redis is down, and mails once it is back',
    async () => {
      const port = await freePort();
      let redis = await startRedisServer(port);
      const parley = await start({ redisUrl: redis.url });
      try {
        const ada = await parley.client();
        const { id } = await ada.createTopic({ interviewee_emails: people(3) });
        await redis.kill();
        const begun = performance.now();
        const answer = await sendInvites(ada, id, ASYNC);
        expect(answer.status).toBe(200);
        expect(answer.body.results.map((result) => result.sent)).toEqual([true, true, true]);
        expect(performance.now() - begun).toBeLessThan(5000);
        expect((await sendInvites(ada, id, { send_async: false })).body.results[0]?.reason).toBe(
          'already_sent',
        );
        redis = await startRedisServer(port);
        await parley.sink.waitFor(3, 35_000);
        expect(parley.sink.recipients()).toEqual(people(3));
      } finally {
        await parley.close();
        await redis.stop();
      }
    },
    60_000,
  );
});

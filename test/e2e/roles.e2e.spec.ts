import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidEnvironmentError, readEnvironment } from '../../src/config/environment';
import { startProcess } from '../support/app/process';
import { emptyRedisDatabase, redisDatabase } from '../support/app/redis';
import { TEST_SECRET_KEY } from '../support/app/secret-key';
import { type TestApp, useClient, useTestApp, useTestApps } from '../support/app/test-app';
import { createTestDatabase, type TestDatabase } from '../support/app/test-database';
import { waitUntil } from '../support/app/wait-until';
import { deliveriesOf, untilDeliveries } from '../support/builders/deliveries';
import { sendInvites, storedDeliveries } from '../support/builders/invites';
import type { ErrorBody } from '../support/clients/api-client';
import { parseMetrics } from '../support/clients/metrics';

const ASYNC = { send_async: true };
const PEOPLE = ['a@example.com', 'b@example.com'];

describe('a worker over HTTP', () => {
  const worker = useTestApp({ role: 'worker' });
  const ada = useClient(worker, { scopes: ['*'] });

  it.each([
    '/health',
    '/health/live',
    '/health/ready',
    '/metrics',
    '/metrics/',
    '/metrics?x=1',
    '/health/live/',
  ])('answers %s', async (path) => {
    const answer = await ada.request('GET', path);
    expect(answer.status).toBe(200);
    if (path.startsWith('/metrics')) {
      expect(parseMetrics(answer.text).samples.length).toBeGreaterThan(20);
    }
  });

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
    '/metrics/more',
    '/metricsx',
    '/healthy/live',
    '/health/nothing',
    '/nowhere',
    '//health/live',
  ])('a worker answers 404 at %s', async (path) => {
    const answer = await fetch(worker.baseUrl + path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      type: 'invalid_request',
      code: 'not_found',
      detail: 'A worker serves /health and /metrics only.',
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
  ])('a worker answers 404 to %s %s', async (method, path) => {
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

  it('mails stay queued while there is no worker', async () => {
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
    'queued mails are sent once a process of role %s starts',
    async (role) => {
      const { web, ada, id } = await startWeb();
      await sendInvites(ada, id, ASYNC);
      expect(web.sink.mails.length).toBe(0);
      await startBeside(web, role);
      await untilDeliveries(ada, id, ['sent', 'sent']);
      expect(web.sink.recipients()).toEqual(PEOPLE);
    },
  );

  it('a web process sends synchronous mails by itself', async () => {
    const { web, ada, id } = await startWeb();
    expect((await sendInvites(ada, id)).body.results.map((row) => row.sent)).toEqual([true, true]);
    expect(web.sink.recipients()).toEqual(PEOPLE);
    expect((await storedDeliveries(web.database)).map((row) => row.status)).toEqual(['sent', 'sent']);
  });

  it('a web process cancels mails that no worker has taken', async () => {
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

describeWithRedis('a process without a mail server', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it.each([
    ['worker', true],
    ['all', true],
    ['web', false],
  ])(
    'of role %s says that it sends nothing: %s',
    async (role, says) => {
      const own = await startProcess({
        NODE_ENV: 'production',
        ROLE: role,
        PUBLIC_URL: 'https://parley.example.com',
        DATABASE_URL: database.url,
        REDIS_URL: redisDatabase() ?? '',
      });
      try {
        await waitUntil('it listens', () => own.output().includes('listening'), 60_000);
      } finally {
        await own.end('SIGTERM');
      }
      const warnings = own.output().match(/^.*"level":40.*SMTP_URL is not set.*$/gm) ?? [];
      expect(warnings).toHaveLength(says ? 1 : 0);
    },
    90_000,
  );
});

const MAIN = join(__dirname, '../../dist/main.js');

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://parley.example.com',
  DATABASE_URL: 'postgres://parley:secret@127.0.0.1:9/parley',
  REDIS_URL: 'redis://127.0.0.1:9',
  SECRET_KEY: TEST_SECRET_KEY,
};

describe('the start of a process whose environment is not complete', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-environment-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The lines on the problems, one for each variable. */
  const failedStart = (variables: NodeJS.ProcessEnv) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...variables },
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Parley cannot start with this configuration');
    expect(stderr).toContain('.env.example');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(join(folder, '.data'))).toBe(false);
    return stderr.split('\n').filter((line) => line.startsWith('  '));
  };

  it('fails in production, and names all four that are missing with their fix', () => {
    const [publicUrl, databaseUrl, redisUrl, secretKey, ...more] = failedStart({ NODE_ENV: 'production' });
    expect(publicUrl).toMatch(/PUBLIC_URL: is not set\. .*Example: PUBLIC_URL=https:\/\/\S+/);
    expect(databaseUrl).toMatch(/DATABASE_URL: is not set\. .*Example: DATABASE_URL=postgres:\/\/\S+/);
    expect(redisUrl).toMatch(/REDIS_URL: is not set\. .*Example: REDIS_URL=redis:\/\/\S+/);
    expect(secretKey).toMatch(/SECRET_KEY: is not set\. .*openssl rand -base64 32/);
    expect(more).toEqual([]);
  });

  it.each(['PUBLIC_URL', 'DATABASE_URL', 'REDIS_URL', 'SECRET_KEY'])(
    'fails in production without %s alone',
    (name) => {
      const lines = failedStart({ ...PRODUCTION, [name]: '' });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(`${name}: is not set. `);
    },
  );

  it('fails in production with a mail server but without a sender', () => {
    const lines = failedStart({ ...PRODUCTION, SMTP_URL: 'smtp://mail.example.com' });
    expect(lines).toEqual([expect.stringMatching(/MAIL_FROM: is not set\. .*Example: MAIL_FROM=\S+/)]);
  });

  it.each(['web', 'worker'])('fails for role %s without a Redis that others share', (role) => {
    const lines = failedStart({ ROLE: role });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('REDIS_URL: is not set');
  });
});

describe('the message on a variable that is wrong', () => {
  const complaintsOn = (variables: NodeJS.ProcessEnv) => {
    try {
      readEnvironment(variables);
    } catch (error) {
      if (!(error instanceof InvalidEnvironmentError)) throw error;
      return error.message.split('\n').filter((line) => line.startsWith('  '));
    }
    return [];
  };

  it.each([
    ['ROLE', 'both', /all.*web.*worker/],
    ['PORT', '70000', /port/i],
    ['PUBLIC_URL', 'parley.example.com', /https:\/\/parley\.example\.com/],
    ['PUBLIC_URL', 'https://parley.example.com/?x=1', /without query/],
    ['DATABASE_URL', 'mysql://db', /postgres:\/\//],
    ['REDIS_URL', 'cache.example.com:6379', /redis:\/\//],
    ['SMTP_URL', 'http://mail', /smtp:\/\//],
    ['TRUST_PROXY', 'proxy.example.com', /10\.0\.0\.0\/8,127\.0\.0\.1/],
    ['MAIL_FROM', 'Parley', /Parley <parley@example\.com>/],
    ['ROTATION_GRACE_SECONDS', '-1', /whole number from 0 to 86400/],
    ['REQUESTS_PER_MINUTE', 'many', /whole number/],
    ['RATE_LIMIT_ENABLED', 'perhaps', /true or false/],
  ])('says what %s=%s should be instead', (name, value, fix) => {
    const lines = complaintsOn({ ...PRODUCTION, [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${name}: `);
    expect(lines[0]).toMatch(fix);
  });

  it('has nothing to say about a complete environment', () => {
    expect(complaintsOn(PRODUCTION)).toEqual([]);
  });
});

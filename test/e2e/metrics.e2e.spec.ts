import type { Queue } from 'bull';
import { getQueueToken } from '@nestjs/bull';
import { randomUUID } from 'node:crypto';
import { DELIVER_JOB, INVITES_QUEUE } from '../../src/invites/delivery/delivery-queue';
import { emptyRedisDatabase, redisDatabase } from '../support/app/redis';
import { type TestApp, useClient, useTestApp, useTestApps } from '../support/app/test-app';
import { insertDeliveries, untilDeliveries } from '../support/builders/deliveries';
import { linksOf, sendInvites } from '../support/builders/invites';
import { topicPath } from '../support/clients/api-client';
import { figure, parseMetrics } from '../support/clients/metrics';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

const read = async (app: TestApp, headers: Record<string, string> = {}) => {
  const response = await fetch(`${app.baseUrl}/metrics`, { headers });
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), text };
};

describe('metrics', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  const samplesOf = async () => parseMetrics((await read(parley)).text).samples;

  it('are text that Prometheus can read, each figure with its type', async () => {
    const { status, type, text } = await read(parley);
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    const { samples, types } = parseMetrics(text);
    expect(samples.length).toBeGreaterThan(20);
    for (const { name } of samples) {
      expect(types.has(name) || types.has(name.replace(/_(bucket|sum|count)$/, ''))).toBe(true);
      expect(name).toMatch(/^parley_/);
    }
    expect(Object.fromEntries(types)).toMatchObject({
      parley_http_request_duration_seconds: 'histogram',
      parley_mail_send_duration_seconds: 'histogram',
      parley_delivery_attempts_total: 'counter',
      parley_deliveries: 'gauge',
      parley_batches_paused: 'gauge',
      parley_delivery_lag_seconds: 'gauge',
      parley_queue_jobs: 'gauge',
      parley_queue_accepts_jobs: 'gauge',
      parley_database_connections: 'gauge',
    });
  });

  it('count requests by method, route pattern and status, with their time', async () => {
    const { id } = await ada.createTopic();
    const route = '/api/projects/:project_id/user_interview_topics/:id';
    const counts = async () => {
      const samples = await samplesOf();
      return ['200', '404'].map(
        (status) =>
          figure(samples, 'parley_http_request_duration_seconds_count', { method: 'GET', route, status }) ??
          0,
      );
    };
    const [ok = 0, missing = 0] = await counts();
    await ada.get(topicPath(id));
    await ada.get(topicPath(id));
    await ada.get(topicPath(randomUUID()));
    expect(await counts()).toEqual([ok + 2, missing + 1]);
    const samples = await samplesOf();
    const labels = { method: 'GET', route, status: '200' };
    const sum = figure(samples, 'parley_http_request_duration_seconds_sum', labels) ?? 0;
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan(60);
    expect(figure(samples, 'parley_http_request_duration_seconds_bucket', { ...labels, le: '+Inf' })).toBe(
      ok + 2,
    );
  });

  it('count tries to mail by result, and how long the mail server took', async () => {
    const counts = async () => {
      const samples = await samplesOf();
      return ['sent', 'failed', 'put_off'].map((result) => [
        figure(samples, 'parley_delivery_attempts_total', { result }) ?? 0,
        figure(samples, 'parley_mail_send_duration_seconds_count', { result }) ?? 0,
      ]);
    };
    const before = await counts();
    const { id } = await ada.createTopic({
      interviewee_emails: ['a@example.com', 'b@example.com', 'never@example.com', 'later@example.com'],
    });
    parley.sink.refuse = (address) => ({ never: 550, later: 451 })[address.split('@')[0] ?? ''] ?? null;
    parley.sink.delay = 200;
    await sendInvites(ada, id, { send_async: true });
    await untilDeliveries(ada, id, ['sent', 'sent', 'failed smtp_550', 'queued smtp_451']);
    const after = await counts();
    expect(after.map((pair, n) => pair.map((count, m) => count - (before[n]?.[m] ?? 0)))).toEqual([
      [2, 2],
      [1, 1],
      [1, 1],
    ]);
    const seconds = figure(await samplesOf(), 'parley_mail_send_duration_seconds_sum', { result: 'sent' });
    expect(seconds).toBeGreaterThan(0.4);
    await ada.post(topicPath(id, 'invites/cancel/'));
  });

  it('tell how the connections to the database are used', async () => {
    const samples = await samplesOf();
    const figures = ['used', 'idle', 'waiting'].map((state) =>
      figure(samples, 'parley_database_connections', { state }),
    );
    for (const value of figures) expect(value).toBeGreaterThanOrEqual(0);
    const [used = 0, idle = 0] = figures;
    expect(used + idle).toBeGreaterThan(0);
    expect(used + idle).toBeLessThanOrEqual(15);
  });

  it('have no ids, tokens, addresses or search words in their labels', async () => {
    const { id } = await ada.createTopic({ topic: 'Secret plans' });
    const [link] = await linksOf(ada, id);
    const token = link?.interview_url.split('/').at(-1) ?? '';
    await sendInvites(ada, id);
    await ada.get(topicPath(id, 'invites/?search=secretword'));
    await ada.request('GET', `/nowhere/${token}?q=secretword`);
    await ada.request('PUT', ada.project + topicPath(id));
    await fetch(`${parley.baseUrl}/interview/${token}`);
    await fetch(`${parley.baseUrl}/interview/${token}/${ada.key}`);
    await fetch(`${parley.baseUrl}/assets/${token}.css`);
    const { text } = await read(parley);
    const labels = parseMetrics(text).samples.flatMap((sample) => Object.values(sample.labels));
    expect(labels.filter((label) => UUID.test(label) || label.includes('@'))).toEqual([]);
    for (const secret of [token, ada.key, id, ada.projectId, 'secretword', 'Secret']) {
      expect(text).not.toContain(secret);
    }
  });

  it('unknown paths add no metrics', async () => {
    await fetch(`${parley.baseUrl}/made-up`);
    const before = (await samplesOf()).length;
    for (let n = 0; n < 20; n++) await fetch(`${parley.baseUrl}/made-up/${n}`);
    expect((await samplesOf()).length).toBe(before);
    expect(
      figure(await samplesOf(), 'parley_http_request_duration_seconds_count', { route: 'none' }),
    ).toBeGreaterThanOrEqual(21);
  });

  it('answer with and without the trailing slash', async () => {
    expect((await fetch(`${parley.baseUrl}/metrics/`)).status).toBe(200);
  });
});

describe('metrics of deliveries and jobs', () => {
  const parley = useTestApp({ role: 'web' });

  // Without the sweeper of a worker nothing takes what is due.

  it('tell deliveries by state, the lag of the oldest one that is due, and jobs', async () => {
    const ada = await parley.client();
    const { id } = await ada.createTopic();
    const figures = async () => {
      const { samples } = parseMetrics((await read(parley)).text);
      return {
        queued: figure(samples, 'parley_deliveries', { status: 'queued' }),
        sending: figure(samples, 'parley_deliveries', { status: 'sending' }),
        lag: figure(samples, 'parley_delivery_lag_seconds'),
        jobs: figure(samples, 'parley_queue_jobs', { queue: 'invites' }),
      };
    };
    expect(await figures()).toEqual({ queued: 0, sending: 0, lag: 0, jobs: 0 });
    await insertDeliveries(parley.database, id, { count: 3, prefix: 'q', status: 'queued' });
    await insertDeliveries(parley.database, id, { count: 2, prefix: 's', status: 'sending' });
    await insertDeliveries(parley.database, id, { count: 4, prefix: 'd', status: 'sent' });
    expect(await figures()).toEqual({ queued: 3, sending: 2, lag: 0, jobs: 0 });
    await parley.database.query(
      `UPDATE invite_delivery SET due_at = now() - interval '90 seconds' WHERE address = 'q1@example.com'`,
    );
    const { lag = 0 } = await figures();
    expect(lag).toBeGreaterThanOrEqual(90);
    expect(lag).toBeLessThan(120);
  });
});

(redisDatabase() === null ? describe.skip : describe)('metrics of a paused queue', () => {
  const startApp = useTestApps();

  it('the jobs of a paused queue are counted', async () => {
    const parley = await startApp({ role: 'web', redisUrl: await emptyRedisDatabase() });
    const queue = parley.app.get<Queue>(getQueueToken(INVITES_QUEUE), { strict: false });
    try {
      await queue.pause();
      await queue.addBulk([1, 2].map(() => ({ name: DELIVER_JOB, data: { batch_id: randomUUID() } })));
      const { samples } = parseMetrics((await read(parley)).text);
      expect(figure(samples, 'parley_queue_jobs', { queue: 'invites' })).toBe(2);
    } finally {
      await queue.resume();
    }
  });
});

describe('metrics with METRICS_TOKEN', () => {
  const parley = useTestApp({ metricsToken: 'a-secret-token' });

  it('are for those who know the token', async () => {
    const { status, text } = await read(parley, { authorization: 'Bearer a-secret-token' });
    expect(status).toBe(200);
    expect(parseMetrics(text).samples.length).toBeGreaterThan(20);
  });

  it.each([
    ['nothing', {}],
    ['another token', { authorization: 'Bearer another-token' }],
    ['part of the token', { authorization: 'Bearer a-secret-toke' }],
    ['the token with more behind it', { authorization: 'Bearer a-secret-token2' }],
    ['the bare token', { authorization: 'a-secret-token' }],
    ['an empty token', { authorization: 'Bearer ' }],
  ])('are hidden from those who send %s', async (_what, headers) => {
    const { status, text } = await read(parley, headers);
    expect(status).toBe(404);
    expect(text).not.toContain('parley_');
    expect(JSON.parse(text)).toMatchObject({ type: 'invalid_request', code: 'not_found' });
  });

  it('are hidden from callers of the API', async () => {
    const ada = await parley.client({ scopes: ['*'] });
    expect((await ada.request('GET', '/metrics')).status).toBe(404);
  });
});

import { topicPath } from '../support/clients/api-client';
import { type Answer, ApiClient, type ErrorBody } from '../support/clients/api-client';
import { sendInvites } from '../support/builders/invites';
import { type TestApp, useTestApps } from '../support/app/test-app';

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
      // What the visitor wrote into the header comes first and is not believed.
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
  });
});

import { randomUUID } from 'node:crypto';
import { type Answer, type ApiClient, type ErrorBody, topicPath } from '../support/clients/api-client';
import { linksOf } from '../support/builders/invites';
import { useClient, useTestApp } from '../support/app/test-app';

const NEW_TOPIC = { topic: 'Planning', interviewee_emails: ['a@example.com'] };

describe('Idempotency-Key', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  const once = <T = Record<string, unknown>>(
    key: string,
    path: string,
    body?: unknown,
    client: ApiClient = ada,
  ): Promise<Answer<T & ErrorBody>> => client.post(path, body, { 'idempotency-key': key });
  const replayed = (answer: Answer<unknown>) => answer.headers.get('idempotent-replayed');
  const topicCount = async (client: ApiClient = ada) =>
    (await client.get('/user_interview_topics/')).body.count;
  const keptUnder = async (key: string) =>
    (await parley.database.query('SELECT 1 FROM idempotency_key WHERE key = $1', [key])).length;

  /** The same answer twice, the second time marked as a repetition. */
  const expectReplay = (first: Answer<unknown>, second: Answer<unknown>) => {
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    for (const header of ['content-type', 'content-disposition']) {
      expect(second.headers.get(header)).toBe(first.headers.get(header));
    }
    expect([replayed(first), replayed(second)]).toEqual([null, 'true']);
  };

  it('answers a repeated create with the first answer and creates nothing', async () => {
    const key = randomUUID();
    const first = await once(key, '/user_interview_topics/', NEW_TOPIC);
    const count = await topicCount();
    const second = await once(key, '/user_interview_topics/', NEW_TOPIC);
    expect(first.status).toBe(201);
    expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expectReplay(first, second);
    expect(await topicCount()).toBe(count);
  });

  it('answers with a key exactly as without one', async () => {
    const plain = await ada.post('/user_interview_topics/', NEW_TOPIC);
    const keyed = await once(randomUUID(), '/user_interview_topics/', NEW_TOPIC);
    expect(keyed.status).toBe(plain.status);
    expect(Object.keys(keyed.body)).toEqual(Object.keys(plain.body));
    for (const header of ['content-type', 'cache-control', 'content-security-policy']) {
      expect(keyed.headers.get(header)).toBe(plain.headers.get(header));
    }
    const csv = await ada.post(topicPath(keyed.body.id as string, 'links_csv/'));
    const keyedCsv = await once(randomUUID(), topicPath(keyed.body.id as string, 'links_csv/'));
    expect([keyedCsv.status, keyedCsv.text]).toEqual([200, csv.text]);
    expect(keyedCsv.headers.get('content-disposition')).toBe(csv.headers.get('content-disposition'));
  });

  it('does not do again what has been undone since', async () => {
    const { id } = await ada.createTopic();
    const key = randomUUID();
    const body = { identifier: 'new@example.com' };
    const first = await once(key, topicPath(id, 'add_interviewee/'), body);
    await ada.post(topicPath(id, 'remove_interviewee/'), body);
    expectReplay(first, await once(key, topicPath(id, 'add_interviewee/'), body));
    const { interviewee_emails: emails } = (await ada.get<{ interviewee_emails: string[] }>(topicPath(id)))
      .body;
    expect(emails).not.toContain('new@example.com');
  });

  it('keeps CSV with type and file name', async () => {
    const { id } = await ada.createTopic({ topic: 'Weekly planning' });
    const key = randomUUID();
    const first = await once(key, topicPath(id, 'links_csv/'));
    expect(first.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(first.text.split('\r\n')).toHaveLength(3);
    await ada.post(topicPath(id, 'add_interviewee/'), { identifier: 'late@example.com' });
    expectReplay(first, await once(key, topicPath(id, 'links_csv/')));
  });

  it.each([
    ['send_invites/', { send_async: false }],
    ['send_test/', {}],
  ])('mails once on a repeated %s', async (action, body) => {
    const { id } = await ada.createTopic();
    const key = randomUUID();
    const first = await once(key, topicPath(id, action), body);
    expect(first.status).toBe(200);
    expectReplay(first, await once(key, topicPath(id, action), body));
    expect(parley.sink.mails.length).toBe(1);
  });

  it('rotates once', async () => {
    const { id } = await ada.createTopic();
    const key = randomUUID();
    const body = { identifier: 'Grace Hopper <grace@example.com>' };
    const first = await once<{ interview_url: string }>(key, topicPath(id, 'rotate_link/'), body);
    expectReplay(first, await once(key, topicPath(id, 'rotate_link/'), body));
    expect((await linksOf(ada, id))[0]?.interview_url).toBe(first.body.interview_url);
  });

  it('takes both prefixes, every way to name the project, and the trailing slash for one path', async () => {
    const key = randomUUID();
    const first = await once(key, '/user_interview_topics/', NEW_TOPIC);
    const paths = [
      `/api/projects/${ada.projectId}/user_interview_topics`,
      `/api/environments/${ada.projectId}/user_interview_topics/`,
      `/api/environments/${ada.projectId}/user_interview_topics`,
      `/api/projects/@current/user_interview_topics/`,
      `/api/projects/${ada.projectId.toUpperCase()}/user_interview_topics/`,
    ];
    for (const path of paths) {
      expectReplay(first, await ada.request('POST', path, NEW_TOPIC, { 'idempotency-key': key }));
    }
  });

  it('works without a body, and with a form', async () => {
    const { id } = await ada.createTopic();
    const bare = randomUUID();
    expectReplay(
      await once(bare, topicPath(id, 'generate_links/')),
      await once(bare, topicPath(id, 'generate_links/')),
    );
    const key = randomUUID();
    const form = (text: string) =>
      ada.post(topicPath(id, 'add_interviewee/'), text, {
        'content-type': 'application/x-www-form-urlencoded',
        'idempotency-key': key,
      });
    expectReplay(await form('identifier=form%40example.com'), await form('identifier=form%40example.com'));
    expect((await form('identifier=other%40example.com')).status).toBe(409);
  });

  it('counts a key per project, owner and path', async () => {
    const key = randomUUID();
    const grace = await ada.another({ email: 'grace@parley.test', name: 'Grace Hopper' });
    const elsewhere = await parley.client({ project: 'Elsewhere' });
    const first = await once(key, '/user_interview_topics/', NEW_TOPIC);
    for (const client of [grace, elsewhere]) {
      const answer = await once(key, '/user_interview_topics/', NEW_TOPIC, client);
      expect([answer.status, replayed(answer)]).toEqual([201, null]);
      expect(answer.body.id).not.toBe(first.body.id);
    }
    const other = await ada.createTopic();
    for (const id of [first.body.id as string, other.id]) {
      const answer = await once(key, topicPath(id, 'add_interviewee/'), { identifier: 'x@example.com' });
      expect([answer.status, replayed(answer)]).toEqual([200, null]);
    }
  });

  it('is one key for all API keys of its owner', async () => {
    const key = randomUUID();
    const secondKey = await ada.another();
    expectReplay(
      await once(key, '/user_interview_topics/', NEW_TOPIC),
      await once(key, '/user_interview_topics/', NEW_TOPIC, secondKey),
    );
  });

  it('runs each request when no key is sent', async () => {
    const [one, two] = [await ada.createTopic(), await ada.createTopic()];
    expect(one.id).not.toBe(two.id);
  });

  it.each([
    ['PATCH', { topic: 'One' }, { topic: 'Two' }],
    ['GET', undefined, undefined],
  ])('is ignored on %s', async (method, firstBody, secondBody) => {
    const { id } = await ada.createTopic();
    const key = randomUUID();
    const path = ada.project + topicPath(id);
    const headers = { 'idempotency-key': key };
    await ada.request(method, path, firstBody, headers);
    const second = await ada.request(method, path, secondBody, headers);
    expect([second.status, replayed(second)]).toEqual([200, null]);
    if (secondBody) expect(second.body.topic).toBe(secondBody.topic);
    expect(await keptUnder(key)).toBe(0);
  });

  it('is ignored on DELETE', async () => {
    const { id } = await ada.createTopic();
    const key = randomUUID();
    const remove = () =>
      ada.request('DELETE', ada.project + topicPath(id), undefined, { 'idempotency-key': key });
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404]);
    expect(await keptUnder(key)).toBe(0);
  });

  it.each([
    ['256 characters', 'k'.repeat(256), 400],
    ['blanks', '   ', 400],
    ['255 characters', 'k'.repeat(255), 201],
  ])('may have 1 to 255 characters: %s', async (_what, key, status) => {
    const answer = await once(key, '/user_interview_topics/', NEW_TOPIC);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body).toMatchObject({ type: 'validation_error', attr: null });
  });

  it('leaves one entry in the audit trail, however often it is replayed', async () => {
    const events = async () =>
      (await parley.database.query<{ request_id: string }>('SELECT request_id FROM audit_event')).length;
    const key = randomUUID();
    const before = await events();
    await once(key, '/user_interview_topics/', NEW_TOPIC);
    for (let n = 0; n < 3; n++) await once(key, '/user_interview_topics/', NEW_TOPIC);
    expect(await events()).toBe(before + 1);
  });

  it('asks a replay for the same credentials as the first request', async () => {
    const { id } = await ada.createTopic();
    const key = randomUUID();
    const body = { identifier: 'x@example.com' };
    await once(key, topicPath(id, 'add_interviewee/'), body);
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    expect((await once(key, topicPath(id, 'add_interviewee/'), body, reader)).status).toBe(403);
    await parley.database.query(
      `UPDATE personal_api_key SET revoked_at = now() WHERE scopes = '{user_interview:read}'`,
    );
    expect((await once(key, topicPath(id, 'add_interviewee/'), body, reader)).status).toBe(401);
  });
});

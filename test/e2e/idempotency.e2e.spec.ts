import { randomUUID } from 'node:crypto';
import { lockRows } from '../support/app/row-lock';
import { startTestApp, type TestApp, useClient, useTestApp, useTestApps } from '../support/app/test-app';
import { deliveriesOf, insertDeliveries } from '../support/builders/deliveries';
import { linksOf, sendInvites } from '../support/builders/invites';
import { type Answer, ApiClient, type ErrorBody, topicPath } from '../support/clients/api-client';

const NEW_TOPIC = { topic: 'Planning', interviewee_emails: ['a@example.com'] };

const parley = useTestApp();

describe('Idempotency-Key', () => {
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

  it('a repeated rotate_link rotates once', async () => {
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

  it('all API keys of one user share their idempotency keys', async () => {
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
  ])('the header is ignored on %s', async (method, firstBody, secondBody) => {
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

  it('the header is ignored on DELETE', async () => {
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
  ])('a key may have 1 to 255 characters: %s', async (_what, key, status) => {
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

describe('Idempotency-Key and failures', () => {
  const ada = useClient(parley);
  const startApp = useTestApps();

  const once = (
    key: string,
    path: string,
    body?: unknown,
    client: ApiClient = ada,
  ): Promise<Answer<Record<string, unknown> & ErrorBody>> =>
    client.post(path, body, { 'idempotency-key': key });
  const outcome = (answer: Answer<unknown>) => [
    answer.status,
    answer.headers.get('idempotent-replayed') ?? 'first',
  ];
  /** Makes a table refuse what the test says, as a broken database would. */
  const breakTable = async (table: string, when: string) => {
    const name = `broken_${table}`;
    await parley.database.query(
      `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken by the test'; END $$`,
    );
    await parley.database.query(
      `CREATE TRIGGER ${name} BEFORE ${when} ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}()`,
    );
    return async () => void (await parley.database.query(`DROP FUNCTION ${name} CASCADE`));
  };

  it('a 400 is not kept: the same key takes a corrected body', async () => {
    const key = randomUUID();
    const path = '/user_interview_topics/';
    expect(outcome(await once(key, path, { topic: '' }))).toEqual([400, 'first']);
    expect(outcome(await once(key, path, { topic: '' }))).toEqual([400, 'first']);
    expect(outcome(await once(key, path, NEW_TOPIC))).toEqual([201, 'first']);
    expect(outcome(await once(key, path, NEW_TOPIC))).toEqual([201, 'true']);
  });

  it('a 400 that the database found is not kept', async () => {
    const { id } = await ada.createTopic();
    const body = { interviewee_identifier: 'user-1', agent_context: 'x' };
    const { id: rowId } = (await ada.post<{ id: string }>(topicPath(id, 'interviewees/'), body)).body;
    const key = randomUUID();
    expect(outcome(await once(key, topicPath(id, 'interviewees/'), body))).toEqual([400, 'first']);
    await ada.delete(topicPath(id, `interviewees/${rowId}/`));
    expect(outcome(await once(key, topicPath(id, 'interviewees/'), body))).toEqual([201, 'first']);
  });

  it('a 400 about a body that is no JSON is not kept', async () => {
    const key = randomUUID();
    const broken = await ada.post('/user_interview_topics/', '{', {
      'content-type': 'application/json',
      'idempotency-key': key,
    });
    expect(broken.status).toBe(400);
    expect(outcome(await once(key, '/user_interview_topics/', NEW_TOPIC))).toEqual([201, 'first']);
  });

  it('a 404 is not kept', async () => {
    const key = randomUUID();
    const { id } = await ada.createTopic();
    const [project] = await parley.database.query<{ id: string }>(
      `INSERT INTO project (name) VALUES ('Other') RETURNING id`,
    );
    const moveTo = (projectId?: string) =>
      parley.database.query('UPDATE user_interview_topic SET project_id = $2 WHERE id = $1', [id, projectId]);
    await moveTo(project?.id);
    expect(outcome(await once(key, topicPath(id, 'generate_links/')))).toEqual([404, 'first']);
    await moveTo(ada.projectId);
    expect(outcome(await once(key, topicPath(id, 'generate_links/')))).toEqual([200, 'first']);
  });

  it('a 401 and a 403 are not kept', async () => {
    const key = randomUUID();
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const nobody = new ApiClient(parley.baseUrl, ada.projectId, '');
    const path = '/user_interview_topics/';
    expect(outcome(await once(key, path, NEW_TOPIC, reader))).toEqual([403, 'first']);
    expect(outcome(await once(key, path, NEW_TOPIC, nobody))).toEqual([401, 'first']);
    expect(outcome(await once(key, path, NEW_TOPIC))).toEqual([201, 'first']);
  });

  it('a 429 and a 503 are not kept', async () => {
    const { id } = await ada.createTopic();
    const shared = { databaseUrl: parley.database.url };
    const strict = await startApp({ ...shared, rateLimitEnabled: true, sendCallsPerMinute: 1 });
    const mute = await startApp({ ...shared, smtpUrl: null });
    const at = ({ baseUrl }: TestApp) => new ApiClient(baseUrl, ada.projectId, ada.key);
    const key = randomUUID();
    const send = (client: ApiClient) =>
      once(key, topicPath(id, 'send_invites/'), { send_async: false }, client);
    expect(outcome(await send(at(mute)))).toEqual([503, 'first']);
    expect((await sendInvites(at(strict), id, { dry_run: true })).status).toBe(200);
    expect(outcome(await send(at(strict)))).toEqual([429, 'first']);
    expect(outcome(await send(ada))).toEqual([200, 'first']);
    expect(parley.sink.mails.length).toBe(1);
    expect(outcome(await send(at(mute)))).toEqual([200, 'true']);
    // A replay is a request too.
    expect((await send(at(strict))).status).toBe(429);
  });

  it('a 500 is not kept and leaves nothing half-written', async () => {
    const key = randomUUID();
    const path = '/user_interview_topics/';
    const repair = await breakTable('user_interview_topic', 'INSERT');
    expect(outcome(await once(key, path, NEW_TOPIC))).toEqual([500, 'first']);
    await repair();
    expect(outcome(await once(key, path, NEW_TOPIC))).toEqual([201, 'first']);
  });

  it('a 409 of the operation itself is kept', async () => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, { count: 1, status: 'sent' });
    const [row] = await deliveriesOf(ada, id);
    const key = randomUUID();
    const retry = () => once(key, topicPath(id, `invites/${row?.id}/retry/`));
    const first = await retry();
    expect([outcome(first), first.body.code]).toEqual([[409, 'first'], 'not_failed']);
    await parley.database.query(`UPDATE invite_delivery SET status = 'failed' WHERE topic_id = $1`, [id]);
    const second = await retry();
    expect([outcome(second), second.text]).toEqual([[409, 'true'], first.text]);
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(parley.sink.mails.length).toBe(0);
  });

  it('a request whose answer could not be stored does not run again', async () => {
    const key = randomUUID();
    const body = { ...NEW_TOPIC, topic: `Not kept ${key}` };
    const repair = await breakTable('idempotency_key', 'UPDATE');
    const first = await once(key, '/user_interview_topics/', body);
    await repair();
    expect(outcome(first)).toEqual([201, 'first']);
    const second = await once(key, '/user_interview_topics/', body);
    expect([second.status, second.body.code]).toEqual([409, 'idempotency_key_in_use']);
    expect(
      await parley.database.query('SELECT id FROM user_interview_topic WHERE topic = $1', [body.topic]),
    ).toEqual([{ id: first.body.id }]);
  });

  it('the error of a request is answered even if its key cannot be released', async () => {
    const key = randomUUID();
    const repair = await breakTable('idempotency_key', 'DELETE');
    const answer = await once(key, '/user_interview_topics/', { topic: '' });
    await repair();
    expect([answer.status, answer.body.attr]).toEqual([400, 'topic']);
  });
});

const OTHER_TOPIC = { ...NEW_TOPIC, topic: 'Something else' };

describe('Idempotency-Key under contention', () => {
  const ada = useClient(parley);
  let second: TestApp;
  /** The same caller at another web process. */
  let adaElsewhere: ApiClient;

  beforeAll(async () => {
    second = await startTestApp({ databaseUrl: parley.database.url });
    adaElsewhere = new ApiClient(second.baseUrl, ada.projectId, ada.key);
  });
  afterAll(async () => {
    await second.close();
  });

  const once = (
    key: string,
    path: string,
    body?: unknown,
    client: ApiClient = ada,
  ): Promise<Answer<Record<string, unknown> & ErrorBody>> =>
    client.post(path, body, { 'idempotency-key': key });
  const create = (key: string, body: object = NEW_TOPIC) => once(key, '/user_interview_topics/', body);
  const replayed = (answer: Answer<unknown>) => answer.headers.get('idempotent-replayed');
  const conflict = ({ status, body }: Answer<ErrorBody>) => [status, body.type, body.code, body.attr];
  const REUSED = [409, 'invalid_request', 'idempotency_key_reused', null];
  const IN_USE = [409, 'invalid_request', 'idempotency_key_in_use', null];
  const change = (key: string, set: string) =>
    parley.database.query(`UPDATE idempotency_key SET ${set} WHERE key = $1`, [key]);
  const topicsCalled = async (name: string) =>
    (await parley.database.query('SELECT 1 FROM user_interview_topic WHERE topic = $1', [name])).length;

  it('refuses another body, and still knows the first answer', async () => {
    const key = randomUUID();
    const first = await create(key);
    expect(conflict(await create(key, OTHER_TOPIC))).toEqual(REUSED);
    const again = await create(key);
    expect([again.text, replayed(again)]).toEqual([first.text, 'true']);
    expect(await topicsCalled(OTHER_TOPIC.topic)).toBe(0);
  });

  it.each([
    ['another query', 'generate_links/?limit=1', 'generate_links/?limit=2'],
    ['a query that is new', 'generate_links/', 'generate_links/?limit=1'],
    ['a query that is gone', 'generate_links/?limit=1', 'generate_links/'],
  ])('refuses %s', async (_what, firstPath, secondPath) => {
    const { id } = await ada.createTopic();
    const key = randomUUID();
    expect((await once(key, topicPath(id, firstPath))).status).toBe(200);
    expect(conflict(await once(key, topicPath(id, secondPath)))).toEqual(REUSED);
  });

  it('refuses a body where there was none', async () => {
    const { id } = await ada.createTopic();
    const key = randomUUID();
    expect((await once(key, topicPath(id, 'send_invites/'))).status).toBe(200);
    expect(conflict(await once(key, topicPath(id, 'send_invites/'), { send_async: false }))).toEqual(REUSED);
  });

  it('refuses a second request while the first still runs, and replays once it is done', async () => {
    const { id } = await ada.createTopic();
    const key = randomUUID();
    const add = (client: ApiClient) =>
      once(key, topicPath(id, 'add_interviewee/'), { identifier: 'x@example.com' }, client);
    const lock = await lockRows(parley.database, 'SELECT FROM user_interview_topic WHERE id = $1', [id]);
    const running = add(ada);
    await lock.untilBlocked(1);
    expect(conflict(await add(ada))).toEqual(IN_USE);
    expect(conflict(await add(adaElsewhere))).toEqual(IN_USE);
    await lock.release();
    const first = await running;
    expect([first.status, replayed(first)]).toEqual([200, null]);
    const again = await add(adaElsewhere);
    expect([again.status, again.text, replayed(again)]).toEqual([200, first.text, 'true']);
  });

  it('refuses another body while the first still runs', async () => {
    const { id } = await ada.createTopic();
    const key = randomUUID();
    const add = (identifier: string) => once(key, topicPath(id, 'add_interviewee/'), { identifier });
    const lock = await lockRows(parley.database, 'SELECT FROM user_interview_topic WHERE id = $1', [id]);
    const running = add('x@example.com');
    await lock.untilBlocked(1);
    expect(conflict(await add('y@example.com'))).toEqual(REUSED);
    await lock.release();
    expect((await running).status).toBe(200);
  });

  it('runs once when twenty requests come at once, on two web processes', async () => {
    const key = randomUUID();
    const body = { ...NEW_TOPIC, topic: `Twenty ${key}` };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        once(key, '/user_interview_topics/', body, n % 2 === 0 ? ada : adaElsewhere),
      ),
    );
    expect(await topicsCalled(body.topic)).toBe(1);
    const created = answers.filter((answer) => answer.status === 201);
    expect(created.filter((answer) => replayed(answer) === null)).toHaveLength(1);
    expect(new Set(created.map((answer) => answer.text)).size).toBe(1);
    const others = answers.filter((answer) => answer.status !== 201);
    expect(others.map(conflict)).toEqual(others.map(() => IN_USE));
  });

  it('mails once when ten sends come at once', async () => {
    const people = ['once-a@example.com', 'once-b@example.com'];
    const { id } = await ada.createTopic({ interviewee_emails: people });
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => once(key, topicPath(id, 'send_invites/'), { send_async: false })),
    );
    const mailed = parley.sink.mails.flatMap((mail) => mail.recipients);
    expect(mailed.filter((address) => people.includes(address)).sort()).toEqual(people);
    expect(answers.filter(({ status }) => status === 200).map(replayed)).toContain(null);
    const others = answers.filter((answer) => answer.status !== 200);
    expect(others.map(conflict)).toEqual(others.map(() => IN_USE));
  });

  // The row of a process that died in the middle of a request.
  const DIED = `status = NULL, body = NULL, headers = '{}', claimed_until = now() - interval '1 second'`;

  it('takes over from a process that died', async () => {
    const key = randomUUID();
    const first = await create(key);
    await change(key, DIED);
    const second = await create(key);
    expect([second.status, replayed(second)]).toEqual([201, null]);
    expect(second.body.id).not.toBe(first.body.id);
    const third = await create(key);
    expect([third.text, replayed(third)]).toEqual([second.text, 'true']);
  });

  it('takes over once when five do it at once', async () => {
    const key = randomUUID();
    const body = { ...NEW_TOPIC, topic: `Takeover ${key}` };
    await create(key, body);
    await change(key, DIED);
    await Promise.all(Array.from({ length: 5 }, () => create(key, body)));
    expect(await topicsCalled(body.topic)).toBe(2);
  });

  it('does not take over with another body', async () => {
    const key = randomUUID();
    await create(key);
    await change(key, DIED);
    expect(conflict(await create(key, OTHER_TOPIC))).toEqual(REUSED);
  });

  it('does not take over while the claim lasts', async () => {
    const key = randomUUID();
    await create(key);
    await change(key, `status = NULL, body = NULL, claimed_until = now() + interval '1 minute'`);
    expect(conflict(await create(key))).toEqual(IN_USE);
  });

  it.each([
    ['keeps no answer', 200, 'Grace Hopper <grace@example.com>'],
    ['frees no key', 400, 'nobody'],
  ])('%s for a run that has lost its claim to another process', async (_what, status, identifier) => {
    const { id } = await ada.createTopic();
    const key = randomUUID();
    const rotate = () => once(key, topicPath(id, 'rotate_link/'), { identifier });
    const lock = await lockRows(parley.database, 'SELECT FROM user_interview_topic WHERE id = $1', [id]);
    const slow = rotate();
    await lock.untilBlocked(1);
    const successor = randomUUID();
    await change(key, `run_id = '${successor}', claimed_until = now() + interval '1 minute'`);
    await lock.release();
    expect((await slow).status).toBe(status);
    expect(
      await parley.database.query('SELECT run_id, status FROM idempotency_key WHERE key = $1', [key]),
    ).toEqual([{ run_id: successor, status: null }]);
    expect(conflict(await rotate())).toEqual(IN_USE);
  });

  it.each([
    ['free for any request after 24 hours', '24 hours 1 second', [201, null]],
    ['kept until then', '23 hours 59 minutes', [409, null]],
  ])('a key is %s', async (_what, age, expected) => {
    const key = randomUUID();
    await create(key);
    await change(key, `created_at = now() - interval '${age}'`);
    const answer = await create(key, OTHER_TOPIC);
    expect([answer.status, replayed(answer)]).toEqual(expected);
    if (answer.status === 201) expect(replayed(await create(key, OTHER_TOPIC))).toBe('true');
  });
});

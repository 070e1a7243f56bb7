import { randomUUID } from 'node:crypto';
import { topicPath } from '../support/clients/api-client';
import { type Answer, ApiClient, type ErrorBody } from '../support/clients/api-client';
import { lockRows } from '../support/app/row-lock';
import { startTestApp, type TestApp, useClient, useTestApp } from '../support/app/test-app';

const NEW_TOPIC = { topic: 'Planning', interviewee_emails: ['a@example.com'] };
const OTHER_TOPIC = { ...NEW_TOPIC, topic: 'Something else' };

describe('Idempotency-Key under contention', () => {
  const parley = useTestApp();
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

  // What a process leaves behind that died in the middle of a request.
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
  ])('is %s', async (_what, age, expected) => {
    const key = randomUUID();
    await create(key);
    await change(key, `created_at = now() - interval '${age}'`);
    const answer = await create(key, OTHER_TOPIC);
    expect([answer.status, replayed(answer)]).toEqual(expected);
    if (answer.status === 201) expect(replayed(await create(key, OTHER_TOPIC))).toBe('true');
  });
});

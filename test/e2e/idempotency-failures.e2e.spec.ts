import { randomUUID } from 'node:crypto';
import { topicPath } from '../support/clients/api-client';
import { type Answer, ApiClient, type ErrorBody } from '../support/clients/api-client';
import { sendInvites } from '../support/builders/invites';
import { deliveriesOf, insertDeliveries } from '../support/builders/deliveries';
import { type TestApp, useClient, useTestApp, useTestApps } from '../support/app/test-app';

const NEW_TOPIC = { topic: 'Planning', interviewee_emails: ['a@example.com'] };

describe('Idempotency-Key and failures', () => {
  const parley = useTestApp();
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

  it('keeps no 400: the same key takes a corrected body', async () => {
    const key = randomUUID();
    const path = '/user_interview_topics/';
    expect(outcome(await once(key, path, { topic: '' }))).toEqual([400, 'first']);
    expect(outcome(await once(key, path, { topic: '' }))).toEqual([400, 'first']);
    expect(outcome(await once(key, path, NEW_TOPIC))).toEqual([201, 'first']);
    expect(outcome(await once(key, path, NEW_TOPIC))).toEqual([201, 'true']);
  });

  it('keeps no 400 that the database found', async () => {
    const { id } = await ada.createTopic();
    const body = { interviewee_identifier: 'user-1', agent_context: 'x' };
    const { id: rowId } = (await ada.post<{ id: string }>(topicPath(id, 'interviewees/'), body)).body;
    const key = randomUUID();
    expect(outcome(await once(key, topicPath(id, 'interviewees/'), body))).toEqual([400, 'first']);
    await ada.delete(topicPath(id, `interviewees/${rowId}/`));
    expect(outcome(await once(key, topicPath(id, 'interviewees/'), body))).toEqual([201, 'first']);
  });

  it('keeps no 400 about a body that is no JSON', async () => {
    const key = randomUUID();
    const broken = await ada.post('/user_interview_topics/', '{', {
      'content-type': 'application/json',
      'idempotency-key': key,
    });
    expect(broken.status).toBe(400);
    expect(outcome(await once(key, '/user_interview_topics/', NEW_TOPIC))).toEqual([201, 'first']);
  });

  it('keeps no 404', async () => {
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

  it('keeps no 401 and no 403', async () => {
    const key = randomUUID();
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const nobody = new ApiClient(parley.baseUrl, ada.projectId, '');
    const path = '/user_interview_topics/';
    expect(outcome(await once(key, path, NEW_TOPIC, reader))).toEqual([403, 'first']);
    expect(outcome(await once(key, path, NEW_TOPIC, nobody))).toEqual([401, 'first']);
    expect(outcome(await once(key, path, NEW_TOPIC))).toEqual([201, 'first']);
  });

  it('keeps no 429, and no 503', async () => {
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

  it('keeps no 500, and leaves nothing half-written', async () => {
    const key = randomUUID();
    const path = '/user_interview_topics/';
    const repair = await breakTable('user_interview_topic', 'INSERT');
    expect(outcome(await once(key, path, NEW_TOPIC))).toEqual([500, 'first']);
    await repair();
    expect(outcome(await once(key, path, NEW_TOPIC))).toEqual([201, 'first']);
  });

  it('keeps the conflict that an operation ends with', async () => {
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

  it('does not run again what was done although its answer could not be kept', async () => {
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

  it('tells what went wrong even if the key cannot be freed', async () => {
    const key = randomUUID();
    const repair = await breakTable('idempotency_key', 'DELETE');
    const answer = await once(key, '/user_interview_topics/', { topic: '' });
    await repair();
    expect([answer.status, answer.body.attr]).toEqual([400, 'topic']);
  });
});

import { randomUUID } from 'node:crypto';
import type { ParsedMail } from 'mailparser';
import { waitUntil } from '../support/app/wait-until';
import { setContact } from '../support/builders/contacts';
import { deliveriesOf, insertDeliveries, insertOpenBatch } from '../support/builders/deliveries';
import { insertWebhook } from '../support/builders/webhooks';
import { linksOf } from '../support/builders/invites';
import { insertResponse } from '../support/builders/responses';
import { describeInBrowser, useBrowser } from '../support/clients/browser';
import { type Executed, SwaggerUi } from '../support/clients/swagger-ui';
import { type FakeVoiceProvider, signatureOf, startFakeVoiceProvider } from '../support/fakes/voice-provider';
import { SECRETS } from '../support/mail-reports/provider-fixtures';
import { DOCUMENTED, needsSession } from '../support/openapi/document';

jest.setTimeout(120_000);

/** The tables that hold the work of a project. */
const TABLES = [
  'user_interview_topic',
  'interviewee_context',
  'sharing_configuration',
  'invite_batch',
  'invite_delivery',
  'user_interview',
  'interview_answer',
  'voice_report',
  'contact',
  'project',
  'project_membership',
  'webhook',
  'webhook_message',
] as const;
type Table = (typeof TABLES)[number];

/** Columns that are compared where a worker changes the others meanwhile. */
const COMPARED: Partial<Record<Table, string>> = {
  webhook: 'id, url, description, events, secret',
  webhook_message: 'id',
};

/** The tables that change by the words of each operation; by all other operations nothing changes. */
const CHANGES: Readonly<Record<string, Table[]>> = {
  user_interview_topics_create: ['user_interview_topic'],
  user_interview_topics_partial_update: ['user_interview_topic'],
  user_interview_topics_destroy: ['user_interview_topic'],
  user_interview_topics_add_interviewee_create: ['user_interview_topic'],
  user_interview_topics_remove_interviewee_create: ['user_interview_topic'],
  user_interview_topics_interviewees_create: ['interviewee_context'],
  user_interview_topics_interviewees_bulk_create: ['interviewee_context'],
  user_interview_topics_interviewees_partial_update: ['interviewee_context'],
  user_interview_topics_interviewees_destroy: ['interviewee_context'],
  user_interview_topics_generate_links_create: ['interviewee_context', 'sharing_configuration'],
  user_interview_topics_rotate_link_create: ['sharing_configuration'],
  user_interview_topics_test_link_retrieve: ['sharing_configuration'],
  user_interview_topics_shared_link_create: ['sharing_configuration'],
  user_interview_topics_shared_link_destroy: ['sharing_configuration'],
  user_interview_topics_send_invites_create: ['invite_batch', 'invite_delivery', 'contact'],
  user_interview_topics_remind_create: ['invite_batch', 'invite_delivery', 'contact'],
  user_interview_topics_invites_retry_create: ['invite_delivery', 'contact'],
  user_interview_topics_invites_settle_create: ['invite_delivery'],
  user_interview_topics_invites_cancel_create: ['invite_delivery'],
  user_interview_topics_batches_pause_create: ['invite_batch'],
  user_interview_topics_batches_resume_create: ['invite_batch'],
  user_interview_topics_batches_cancel_create: ['invite_batch', 'invite_delivery'],
  user_interviews_partial_update: ['user_interview'],
  user_interviews_destroy: ['user_interview', 'interview_answer'],
  contacts_create: ['contact'],
  contacts_import_create: ['contact'],
  contacts_partial_update: ['contact'],
  project_settings_partial_update: ['project'],
  webhooks_create: ['webhook'],
  webhooks_partial_update: ['webhook'],
  webhooks_destroy: ['webhook', 'webhook_message'],
  webhooks_rotate_secret_create: ['webhook'],
  webhooks_test_create: ['webhook_message', 'webhook'],
  webhooks_attempts_replay_create: ['webhook_message', 'webhook'],
  members_create: ['project_membership'],
  members_partial_update: ['project_membership'],
  members_destroy: ['project_membership'],
};

/** Operations that a person with a key can try; the others need the console's session. */
const WITH_KEY = DOCUMENTED.filter((operation) => !needsSession(operation)).map(
  ({ operationId }) => operationId,
);

const documented = (operationId: string) =>
  DOCUMENTED.find((operation) => operation.operationId === operationId);

const isRequired = (operationId: string, name: string) =>
  documented(operationId)?.parameters.some((parameter) => parameter.name === name && parameter.required) ??
  false;

const tagOf = (operationId: string) => documented(operationId)?.tags[0] ?? '';

/** Operations that say themselves that a second row for the same person is refused. */
const ONCE: Readonly<Record<string, string>> = {
  user_interview_topics_interviewees_create: 'unique',
  members_create: 'already_member',
};

/** Operations of programs that sign with headers which no person can fill in; the answer says so. */
const UNSIGNED = ['mail_reports_create'];

describeInBrowser('Swagger UI, executed as it is filled in', () => {
  let provider: FakeVoiceProvider;
  const fixture = useBrowser(async () => {
    provider = await startFakeVoiceProvider();
    return { vapi: provider.account, mailReportSecretStandard: SECRETS.standard };
  });
  afterAll(() => provider?.stop());

  /** A topic in use, which the person who tries out does not name. */
  let used: { topic: string; response: string };
  /** The results of each operation in the first run, and of those that write in the second. */
  const runs: Executed[][] = [];
  /** Tables that an operation changed and should not have. */
  const surprises: string[] = [];
  let usedBefore: unknown;
  let usedAfter: unknown;
  let mails: ParsedMail[];
  let problems: string[];

  beforeAll(async () => {
    const { ada, database } = fixture;
    const { id } = await ada.createTopic({
      topic: 'In use',
      interviewee_emails: ['mae@example.com', 'Ada Lovelace <ada@example.com>'],
      questions: ['What now?'],
      agent_context: 'Confidential.',
      invite_subject: 'Our own subject',
    });
    await linksOf(ada, id);
    await ada.post(`/user_interview_topics/${id}/interviewees/`, {
      interviewee_identifier: 'someone',
      agent_context: 'Plans.',
    });
    const response = await insertResponse(database, id, { summary: 'Our own summary.' });
    used = { topic: id, response };
    usedBefore = await rowsOfUsed();
    const swagger = await SwaggerUi.open(fixture);
    const ids = (await swagger.operationIds()).filter((id) => WITH_KEY.includes(id));
    let topic = '';
    const reads = new Set(
      DOCUMENTED.filter(({ method }) => method === 'GET').map((read) => read.operationId),
    );
    for (const run of [1, 2]) {
      const executed: Executed[] = [];
      for (const operationId of run === 1 ? ids : ids.filter((id) => !reads.has(id))) {
        const values = await valuesFor(operationId, topic, run);
        await swagger.showSection(tagOf(operationId));
        const before = await fingerprints();
        const result = await swagger.execute(operationId, (name) =>
          name === 'X-Vapi-Signature' ? signatureOf(shownBody(operationId)) : (values[name] ?? ''),
        );
        await untilMailed();
        const after = await fingerprints();
        const changed = TABLES.filter((table) => before[table] !== after[table]);
        const unsaid = changed.filter((table) => !CHANGES[operationId]?.includes(table));
        if (unsaid.length > 0) surprises.push(`${operationId}: ${unsaid.join()}`);
        executed.push(result);
        if (run === 1 && operationId === 'user_interview_topics_create') {
          topic = (JSON.parse(result.text) as { id: string }).id;
          await insertResponse(database, topic, { answers: ['I plan on Sundays.'] });
        }
      }
      runs.push(executed);
    }
    usedAfter = await rowsOfUsed();
    mails = await fixture.app.sink.parsed();
    problems = swagger.problems;
  }, 600_000);

  /** The text that the page shows as the body, and sends. */
  function shownBody(operationId: string): string {
    return JSON.stringify(
      documented(operationId)?.requestBody?.content['application/json']?.example,
      null,
      2,
    );
  }

  /** The ids that a person would copy into the empty fields of an operation; of new rows for what is deleted. */
  async function valuesFor(operationId: string, topic: string, run: number): Promise<Record<string, string>> {
    const { ada, database } = fixture;
    const path = documented(operationId)?.path ?? '';
    const deletes = operationId.endsWith('_destroy');
    if (path.includes('/interviewees/{id}')) {
      const contexts = `/user_interview_topics/${topic}/interviewees/`;
      if (deletes) {
        const person = { interviewee_identifier: `person ${run}`, agent_context: 'x' };
        return { topic_id: topic, id: (await ada.post<{ id: string }>(contexts, person)).body.id };
      }
      const { body } = await ada.get<{ results: { id: string; interviewee_identifier: string }[] }>(contexts);
      const ofAda = body.results.find((row) => row.interviewee_identifier.startsWith('Ada'));
      return { topic_id: topic, id: ofAda?.id ?? '' };
    }
    if (path.includes('{invite_id}')) {
      const status = operationId.includes('settle') ? 'uncertain' : 'failed';
      await insertDeliveries(database, topic, { count: 1, prefix: `${status}-${run}-`, status });
      const [invite] = await deliveriesOf(ada, topic, `?search=${status}-${run}-`);
      return { id: topic, invite_id: invite?.id ?? '' };
    }
    if (path.includes('{batch_id}')) return { id: topic, batch_id: await insertOpenBatch(database, topic) };
    if (path.includes('/contacts/{id}')) {
      return { id: (await setContact(ada, 'grace@example.com', 'free')).body.id };
    }
    if (path.includes('/user_interviews/{id}')) {
      return {
        id: deletes
          ? await insertResponse(database, topic, { identifier: `person ${run}` })
          : await firstResponseOf(topic),
      };
    }
    if (/\/(members|keys)\/\{id\}/.test(path)) return memberOrKey(path);
    if (path.includes('/webhooks/{id}')) {
      const { webhook, attempt } = await insertWebhook(database, ada.projectId);
      return { id: webhook, attempt_id: attempt };
    }
    if (path.includes('{token}')) {
      const { body } = await ada.post<{ interview_url: string }>(
        `/user_interview_topics/${topic}/shared_link/`,
      );
      return { token: body.interview_url.split('/').pop() ?? '' };
    }
    if (operationId === 'user_interview_topics_destroy') return { id: (await ada.createTopic()).id };
    return { id: topic, topic_id: topic, topic };
  }

  /** The id of another member, or of their key. */
  async function memberOrKey(path: string): Promise<Record<string, string>> {
    const other = await fixture.app.signIn({ email: `${randomUUID()}@parley.test`, project: 'Acme' });
    const { body } = await other.request<{ results: { id: string }[] }>('GET', '/api/personal_api_keys');
    const { user } = (await other.request<{ user: { id: string } }>('GET', '/api/session')).body;
    return { id: path.includes('/members/') ? user.id : (body.results[0]?.id ?? '') };
  }

  async function firstResponseOf(topic: string): Promise<string> {
    const { body } = await fixture.ada.get<{ results: { id: string }[] }>(`/user_interviews/?topic=${topic}`);
    return body.results.at(-1)?.id ?? '';
  }

  async function fingerprints(): Promise<Record<Table, string>> {
    const sql = TABLES.map(
      (table) =>
        `SELECT '${table}' AS name, md5(string_agg(row::text, ' ' ORDER BY row::text)) AS hash
         FROM (SELECT ${COMPARED[table] ?? '*'} FROM ${table}) AS row`,
    );
    const rows = await fixture.database.query<{ name: Table; hash: string }>(sql.join(' UNION ALL '));
    return Object.fromEntries(rows.map(({ name, hash }) => [name, hash])) as Record<Table, string>;
  }

  async function untilMailed(): Promise<void> {
    await waitUntil('all mails are out', async () => {
      const open = await fixture.database.query(
        `SELECT id FROM invite_delivery
         WHERE status IN ('queued', 'sending') AND due_at < now() + interval '10 minutes'`,
      );
      return open.length === 0;
    });
  }

  /** All rows of the topic in use. */
  async function rowsOfUsed(): Promise<unknown> {
    const [topic] = await fixture.database.query('SELECT * FROM user_interview_topic WHERE id = $1', [
      used.topic,
    ]);
    const others = await Promise.all(
      ['interviewee_context', 'sharing_configuration', 'invite_delivery', 'user_interview'].map((table) =>
        fixture.database.query(`SELECT * FROM ${table} WHERE topic_id = $1 ORDER BY id`, [used.topic]),
      ),
    );
    return { topic, others };
  }

  const resultOf = (run: 1 | 2, operationId: string) =>
    runs[run - 1]?.find((executed) => executed.operationId === operationId);

  it('tries every operation of the document that takes a key or nothing', () => {
    expect(runs[0]?.map(({ operationId }) => operationId).sort()).toEqual([...WITH_KEY].sort());
    expect(runs[1]?.length).toBeGreaterThan(20);
    expect(problems).toEqual([]);
  });

  it('succeeds, and the second time as the first', () => {
    const [first = [], second = []] = runs;
    const failed = first.filter(
      ({ operationId, status }) => status >= 300 && !UNSIGNED.includes(operationId),
    );
    for (const operationId of UNSIGNED) expect(resultOf(1, operationId)).toMatchObject({ status: 401 });
    expect(failed.map(({ operationId, status, text }) => [operationId, status, text])).toEqual([]);
    const differing = second.filter(({ operationId, status }) => status !== resultOf(1, operationId)?.status);
    expect(differing.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(ONCE).sort());
    for (const [operationId, code] of Object.entries(ONCE)) {
      expect(JSON.parse(resultOf(2, operationId)?.text ?? '')).toMatchObject({ code });
    }
  });

  it('changes nothing that the words of the operation do not say', () => {
    expect(surprises).toEqual([]);
    expect(usedAfter).toEqual(usedBefore);
  });

  it('sends no Idempotency-Key and no filter', async () => {
    const all = runs.flat();
    expect(all.filter(({ headers }) => 'idempotency-key' in headers)).toEqual([]);
    const filters = all.flatMap(({ operationId, url }) =>
      [...new URL(url).searchParams.keys()].filter((name) => !isRequired(operationId, name)),
    );
    expect(filters.filter((name) => !['limit', 'offset'].includes(name))).toEqual([]);
    expect(await fixture.database.query('SELECT key FROM idempotency_key')).toEqual([]);
    const topics = [1, 2].map((run) => resultOf(run as 1 | 2, 'user_interview_topics_create')?.text ?? '');
    expect(new Set(topics.map((text) => (JSON.parse(text) as { id: string }).id)).size).toBe(2);
  });

  it('shows something in every list and search', () => {
    for (const id of [
      'user_interviews_list',
      'user_interviews_search_create',
      'user_interview_topics_list',
    ]) {
      const answer = JSON.parse(resultOf(1, id)?.text ?? '') as unknown[] | { results: unknown[] };
      const rows = Array.isArray(answer) ? answer : answer.results;
      expect([id, rows.length > 0]).toEqual([id, true]);
    }
  });

  it("mails the topic's own copy, with replies to its creator", () => {
    const invites = mails.filter(({ subject }) => subject === 'A few questions about planning');
    expect(invites.length).toBeGreaterThan(1);
    expect(new Set(invites.map(({ replyTo }) => replyTo?.text))).toEqual(new Set(['ada@parley.test']));
  });

  describe('on a topic in use', () => {
    const FORM = 'application/x-www-form-urlencoded';

    it.each([
      ['as JSON', null, ['agent_context']],
      ['as a form', FORM, []],
    ])('"Change a topic" changes one field %s', async (_title, type, fields) => {
      const before = (await rowsOfUsed()) as { topic: Record<string, unknown>; others: unknown };
      const swagger = await SwaggerUi.open(fixture);
      const { status } = await swagger.execute(
        'user_interview_topics_partial_update',
        () => used.topic,
        async (block) => {
          if (type) await block.locator('.opblock-section-request-body select').first().selectOption(type);
        },
      );
      const after = (await rowsOfUsed()) as typeof before;
      const changed = Object.keys(after.topic).filter(
        (name) => JSON.stringify(after.topic[name]) !== JSON.stringify(before.topic[name]),
      );
      expect([status, changed, after.others]).toEqual([200, fields, before.others]);
      await swagger.page.context().close();
    });

    it('"Change a response" leaves the summary', async () => {
      const swagger = await SwaggerUi.open(fixture);
      const { status } = await swagger.execute('user_interviews_partial_update', () => used.response);
      const [row] = await fixture.database.query('SELECT summary FROM user_interview WHERE id = $1', [
        used.response,
      ]);
      expect([status, row]).toEqual([200, { summary: 'Our own summary.' }]);
      await swagger.page.context().close();
    });
  });
});

import { RetentionRepository } from '../../src/retention/retention.repository';
import { RetentionService } from '../../src/retention/retention.service';
import type { RetentionRunDto } from '../../src/retention/retention.dto';
import type { ProjectSettingsDto } from '../../src/project-settings/project-settings.dto';
import { type TestApp, type TestClient, useTestApps } from '../support/app/test-app';
import { changeAudit } from '../support/builders/audit';
import { linksOf, outcomes, sendInvites } from '../support/builders/invites';
import { insertResponse } from '../support/builders/responses';
import { type Answer, type ErrorBody, topicPath } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';

const KINDS = ['responses', 'recordings', 'ledger', 'voice_reports', 'audit'] as const;

describe('retention', () => {
  const start = useTestApps();
  let app: TestApp;
  let ada: TestClient;

  beforeEach(async () => {
    app = await start({});
    ada = await app.client({ scopes: ['*'] });
  });

  const keep = (days: Record<string, unknown>): Promise<Answer<ProjectSettingsDto & ErrorBody>> =>
    ada.patch('/settings/', { retention: days });
  const preview = async () => (await ada.get<RetentionRunDto>('/retention/')).body;
  const counts = async () =>
    Object.fromEntries((await preview()).kinds.map(({ kind, count }) => [kind, count]));
  const run = (other = app) => other.app.get(RetentionService, { strict: false }).runDue(() => false);
  const count = async (table: string) => {
    const [row] = await app.database.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM ${table}`,
    );
    return row?.count;
  };
  /** Makes everything that is stored so many days older, past the trigger that protects the audit trail. */
  const age = async (days: number) => {
    const past = `- interval '${days} days'`;
    await app.database
      .query(`UPDATE user_interview SET created_at = created_at ${past}, started_at = started_at ${past},
      last_activity_at = last_activity_at ${past}, completed_at = completed_at ${past}`);
    await app.database.query(`UPDATE invite_delivery SET created_at = created_at ${past}`);
    await app.database.query(`UPDATE invite_batch SET created_at = created_at ${past}`);
    await app.database.query(`UPDATE voice_report SET received_at = received_at ${past}`);
    await changeAudit(app.database, `created_at = created_at ${past}`);
  };

  it('keeps everything by default', async () => {
    const { id } = await ada.createTopic();
    await insertResponse(app.database, id);
    await age(5000);
    expect(await preview()).toEqual({
      last_run_at: null,
      next_run_at: null,
      kinds: KINDS.map((kind) => ({ kind, days: null, count: 0 })),
    });
    await run();
    expect(await count('user_interview')).toBe(1);
  });

  it('takes whole days from 1 to 36500, and changes only the kinds that were sent', async () => {
    for (const wrong of [0, -1, 36_501, 1.5, '30', true, {}]) {
      expectError(await keep({ ledger: wrong }), 400, { code: 'invalid_input', attr: 'retention__ledger' });
    }
    expectError(await ada.patch('/settings/', { retention: [] }), 400, { attr: 'retention' });
    expectError(await ada.patch('/settings/', { retention: null }), 400, { code: 'null', attr: 'retention' });
    await keep({ ledger: 36_500, audit: 1 });
    const { body } = await keep({ audit: null, responses: 30 });
    expect(body.retention).toEqual({
      responses: 30,
      recordings: null,
      ledger: 36_500,
      voice_reports: null,
      audit: null,
    });
    const researcher = await app.client({ scopes: ['user_interview:write'] });
    expectError(await researcher.patch('/settings/', { retention: { audit: 5 } }), 403);
  });

  it('deletes what is older than the days of its kind, as the preview says', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    await sendInvites(ada, id);
    const called = await insertResponse(app.database, id, { callId: 'call-1', identifier: 'user-9' });
    await insertResponse(app.database, id, { identifier: 'user-8', status: 'started' });
    const url = 'https://vendor.invalid/call-1.wav';
    await app.database.query(
      `INSERT INTO voice_report (call_id, project_id, interview_id, body, recording_url)
       VALUES ('call-1', $1, $2, convert_to($3, 'UTF8'), $4)`,
      [ada.projectId, called, JSON.stringify({ stereoRecordingUrl: url, text: 'x', recordingUrl: url }), url],
    );
    await ada.patch(topicPath(id), { closes_at: '2020-01-01T00:00:00Z' });
    await keep({ responses: 40, recordings: 10, ledger: 20, voice_reports: 30, audit: 40 });
    await age(15);
    expect(await counts()).toEqual({ responses: 0, recordings: 1, ledger: 0, voice_reports: 0, audit: 0 });
    await run();
    const [report] = await app.database.query<{ body: string; recording_url: string | null }>(
      `SELECT convert_from(body, 'UTF8') AS body, recording_url FROM voice_report`,
    );
    expect(report).toEqual({
      body: '{"stereoRecordingUrl":null,"text":"x","recordingUrl":null}',
      recording_url: null,
    });
    await age(10);
    // Once a day.
    await run();
    expect(await count('invite_delivery')).toBe(2);
    await app.database.query(`UPDATE project SET retention_ran_at = now() - interval '25 hours'`);
    expect(await counts()).toEqual({ responses: 0, recordings: 0, ledger: 2, voice_reports: 0, audit: 0 });
    await run();
    expect([
      await count('invite_delivery'),
      await count('invite_batch'),
      await count('voice_report'),
    ]).toEqual([0, 0, 1]);
    await age(20);
    await app.database.query(`UPDATE project SET retention_ran_at = NULL`);
    const audited = await count('audit_event');
    expect(await counts()).toMatchObject({ responses: 2, voice_reports: 1, audit: audited });
    await run();
    expect([await count('user_interview'), await count('voice_report'), await count('audit_event')]).toEqual([
      0, 0, 0,
    ]);
    expect(await counts()).toEqual({ responses: 0, recordings: 0, ledger: 0, voice_reports: 0, audit: 0 });
    const { last_run_at: last, next_run_at: next } = await preview();
    expect(Date.parse(next ?? '') - Date.parse(last ?? '')).toBe(86_400_000);
  });

  it('asks nobody twice: of people who could still be asked, only the words go', async () => {
    const person = 'Grace Hopper <grace@example.com>';
    const { id } = await ada.createTopic({ interviewee_emails: [person] });
    await sendInvites(ada, id);
    await insertResponse(app.database, id, { identifier: person, email: 'grace@example.com' });
    await keep({ responses: 5, ledger: 5 });
    await age(10);
    expect(await counts()).toMatchObject({ responses: 1, ledger: 0 });
    await run();
    const [left] = await app.database.query(
      `SELECT transcript, summary, has_answers, status, (SELECT count(*)::integer FROM interview_answer) AS answers
       FROM user_interview`,
    );
    expect(left).toEqual({
      transcript: '',
      summary: '',
      has_answers: false,
      status: 'completed',
      answers: 0,
    });
    expect(await counts()).toMatchObject({ responses: 0, ledger: 0 });
    expect(outcomes(await sendInvites(ada, id))).toEqual([`${person}: completed`]);
    await linksOf(ada, id);
  });

  it('removes recordings from reports that are not UTF-8, and changes no other byte', async () => {
    const body = (url: string) =>
      Buffer.concat([
        Buffer.from('{"text":"a\\\\b \\"é'),
        Buffer.from([0xff]),
        Buffer.from(`","recordingUrl":${url}}`),
      ]);
    await app.database.query(
      `INSERT INTO voice_report (call_id, project_id, body) VALUES ('call-1', $1, $2)`,
      [ada.projectId, body('"https://vendor.invalid/call-1.wav"')],
    );
    await keep({ recordings: 1 });
    await age(3);
    expect(await counts()).toMatchObject({ recordings: 1 });
    await run();
    expect(await app.database.query(`SELECT body FROM voice_report`)).toEqual([{ body: body('null') }]);
    expect(await counts()).toMatchObject({ recordings: 0 });
  });

  it('goes on with the other kinds when one fails', async () => {
    const { id } = await ada.createTopic();
    await insertResponse(app.database, id);
    await app.database.query(
      `INSERT INTO voice_report (call_id, project_id, body, next_attempt_at) VALUES ('call-1', $1, '{}', NULL)`,
      [ada.projectId],
    );
    await keep({ responses: 1, voice_reports: 1 });
    await age(3);
    const repository = app.app.get(RetentionRepository, { strict: false });
    const failing = jest.spyOn(repository, 'deleteSome').mockRejectedValueOnce(new Error('no connection'));
    await run();
    failing.mockRestore();
    expect([await count('user_interview'), await count('voice_report')]).toEqual([1, 0]);
    await app.database.query(`UPDATE project SET retention_ran_at = NULL`);
    await run();
    expect(await count('user_interview')).toBe(0);
  });

  it('leaves reports that are still tried, and other projects', async () => {
    await app.database.query(
      `INSERT INTO voice_report (call_id, project_id, body, next_attempt_at) VALUES
         ('waiting', $1, '{}', now()), ('given up', $1, '{}', NULL)`,
      [ada.projectId],
    );
    const bob = await app.client({ scopes: ['*'], project: 'Other' });
    const { id } = await bob.createTopic();
    await insertResponse(app.database, id);
    await keep({ responses: 1, voice_reports: 1 });
    await age(3);
    await run();
    expect(await app.database.query(`SELECT call_id FROM voice_report`)).toEqual([{ call_id: 'waiting' }]);
    expect(await count('user_interview')).toBe(1);
  });

  it('runs once, however many processes there are', async () => {
    await keep({ audit: 1 });
    const others = await Promise.all(
      [1, 2, 3].map(() => start({ databaseUrl: app.database.url, smtpUrl: app.sink.url })),
    );
    const logged = await Promise.all([app, ...others].map((one) => run(one)));
    expect(logged).toHaveLength(4);
    const [row] = await app.database.query<{ ran: Date }>(`SELECT retention_ran_at AS ran FROM project`);
    await Promise.all([app, ...others].map((one) => run(one)));
    expect(await app.database.query(`SELECT retention_ran_at AS ran FROM project`)).toEqual([row]);
  });
});

describe('the audit trail', () => {
  const start = useTestApps();

  it('is refused to be changed or deleted by the database itself', async () => {
    const app = await start({});
    const ada = await app.client({ scopes: ['*'] });
    await ada.createTopic();
    await ada.patch('/settings/', { retention: { audit: 10 } });
    for (const statement of [
      `UPDATE audit_event SET operation = 'x'`,
      `DELETE FROM audit_event`,
      `TRUNCATE audit_event`,
    ]) {
      await expect(app.database.query(statement)).rejects.toThrow('The audit trail cannot be changed');
    }
    expect((await ada.get<{ count: number }>('/audit_events/')).body.count).toBe(2);
  });

  it('holds reads as the project wants', async () => {
    const app = await start({});
    const ada = await app.client({ scopes: ['*'] });
    const { id } = await ada.createTopic();
    const response = await insertResponse(app.database, id);
    const read = async () => {
      await ada.get('/user_interviews/');
      await ada.get(`/user_interviews/${response}/`);
      await ada.post('/user_interviews/search/', { query: 'paper' });
      for (const kind of ['csv', 'jsonl', 'markdown']) await ada.get(topicPath(id, `responses/${kind}/`));
      await ada.get('/contacts/csv/');
      await ada.get(topicPath(id, 'invites/csv/'));
    };
    const exports = [
      'contacts_csv_retrieve',
      'user_interview_topics_invites_csv_retrieve',
      'user_interview_topics_responses_csv_retrieve',
      'user_interview_topics_responses_jsonl_retrieve',
      'user_interview_topics_responses_markdown_retrieve',
    ];
    const reads = ['user_interviews_list', 'user_interviews_retrieve', 'user_interviews_search_create'];
    let before = await operations(ada);
    for (const [setting, expected] of [
      ['exports', exports],
      ['none', []],
      ['all', [...exports, ...reads]],
    ] as const) {
      await ada.patch('/settings/', { audit_reads: setting });
      await read();
      const after = await operations(ada);
      const added = after
        .slice(0, after.length - before.length)
        .filter((one) => one !== 'project_settings_partial_update');
      expect(added.sort()).toEqual([...expected].sort());
      before = after;
    }
    expectError(await ada.patch('/settings/', { audit_reads: 'some' }), 400, { attr: 'audit_reads' });
  });
});

async function operations(client: TestClient): Promise<string[]> {
  const { body } = await client.get<{ results: { operation: string }[] }>('/audit_events/');
  return body.results.map(({ operation }) => operation);
}

import { Writable } from 'node:stream';
import { pino } from 'pino';
import { InterviewsService } from '../../src/interviews/interviews.service';
import { testLinkOf } from '../support/builders/invites';
import { reportOf, tokenOf, useVoice, VoiceFixture } from '../support/builders/voice-fixture';
import { expectError } from '../support/clients/expect-error';
import { answerJson, PRIVATE_KEY, signatureOf, WEBHOOK_SECRET } from '../support/fakes/voice-provider';

const GRACE = 'Grace Hopper <grace@example.com>';

const voice = useVoice();

describe('the webhook of the voice provider', () => {
  const storedReports = (id: string) =>
    voice.parley.database.query<{ body: Buffer; interview_id: string | null; recording_url: string }>(
      `SELECT body, interview_id, recording_url, ended_reason FROM voice_report WHERE call_id = $1`,
      [id],
    );

  it('makes an interview of a report, and keeps the report byte for byte', async () => {
    const { topic, metadata } = await voice.startedCall();
    const id = voice.newCallId();
    const sent = `  ${JSON.stringify(reportOf(id, metadata), null, 3)}\n`;
    const answer = await voice.deliver(sent);
    const [interview, ...others] = await voice.interviews(topic);
    expect([answer.status, answer.body]).toEqual([201, { interview_id: interview?.id }]);
    expect(others).toEqual([]);
    expect(interview).toMatchObject({
      call_id: id,
      kind: 'personal',
      status: 'completed',
      interviewee_identifier: GRACE,
      interviewee_emails: ['grace@example.com'],
      respondent_name: '',
      has_answers: true,
      summary: 'Plans on Sundays.',
      created_by: 'ada@parley.test',
      transcript:
        'Interviewer: Hi Grace, shall we begin?\n\nInterviewee: Yes.\nI plan on Sundays.\n\nInterviewer: Thank you.',
    });
    const [report] = await storedReports(id);
    expect(report).toEqual({
      body: Buffer.from(sent),
      interview_id: interview?.id,
      recording_url: 'https://recordings.example.com/1.wav',
      ended_reason: 'customer-ended-call',
    });
  });

  it.each([
    'message.call.metadata',
    'message.call.assistantOverrides.metadata',
    'message.assistant.metadata',
  ])('finds the metadata in %s', async (path) => {
    const { topic, metadata } = await voice.startedCall();
    const report = reportOf(voice.newCallId(), {});
    let place: Record<string, unknown> = report;
    for (const name of path.split('.')) {
      place[name] ??= {};
      place = place[name] as Record<string, unknown>;
    }
    Object.assign(place, metadata);
    expect((await voice.deliver(report)).status).toBe(201);
    expect(await voice.interviews(topic)).toHaveLength(1);
  });

  it('takes the token for the share in metadata that another client has made', async () => {
    const { topic, token } = await voice.invite();
    const { status } = await voice.deliver(reportOf(voice.newCallId(), { sharing_access_token: token }));
    expect(status).toBe(201);
    expect(await voice.interviews(topic)).toMatchObject([{ interviewee_identifier: GRACE }]);
  });

  it('ignores messages of other sorts', async () => {
    for (const type of ['status-update', 'transcript', '', 7, null, undefined]) {
      const { status, body } = await voice.deliver({ message: { type, call: { id: voice.newCallId() } } });
      expect([status, body]).toEqual([200, { status: 'ignored' }]);
    }
    for (const message of [{}, { message: null }, { message: [] }, { message: 'x' }]) {
      expect((await voice.deliver(message)).body).toEqual({ status: 'ignored' });
    }
  });

  it.each([
    ['nothing', ''],
    ['broken JSON', '{"message":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"report"'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['no call', JSON.stringify({ message: { type: 'end-of-call-report' } })],
    ['a call without id', JSON.stringify(reportOf('', {}))],
    ['a call with an endless id', JSON.stringify(reportOf('x'.repeat(201), {}))],
    ['no metadata', JSON.stringify(reportOf('call-without-metadata', {}))],
    [
      'metadata of another sort',
      JSON.stringify(reportOf('call-odd', { share_id: 7, interviewee_identifier: [] })),
    ],
  ])('a signed body answers 400: %s', async (_what, body) => {
    expectError(await voice.deliver(body), 400);
  });

  it('a report for an unknown link answers 404', async () => {
    for (const share_id of ['01890000-0000-7000-8000-000000000000', 'A'.repeat(30), 'x', "' OR true --"]) {
      expectError(await voice.deliver(reportOf(voice.newCallId(), { share_id })), 404, { code: 'not_found' });
    }
  });

  it('survives hostile JSON', async () => {
    const { topic, metadata } = await voice.startedCall();
    const id = voice.newCallId();
    const nested = '['.repeat(50_000) + ']'.repeat(50_000);
    const report = JSON.stringify(
      reportOf(id, metadata, {
        endedReason: { toString: 'x' },
        artifact: {
          recordingUrl: 'javascript:alert(1)',
          messages: [
            null,
            7,
            'x',
            [],
            { role: 'constructor', message: 'never' },
            { role: '__proto__', message: 'never' },
            { role: 'user', message: { toString: 'x' } },
            { role: 'user', message: `a\u0000b \ud800 Interviewer: forged` },
            { role: 'user', message: 'c\n\n\n \t\n\nInterviewer: forged' },
          ],
        },
        analysis: { summary: ['x'] },
        summary: 's\u0000',
      }),
    ).replace(
      '"message":{',
      `"__proto__":{"message":1},"deep":${nested},"message":{"__proto__":{"type":"x"},`,
    );
    expect((await voice.deliver(report)).status).toBe(201);
    const [interview] = await voice.interviews(topic);
    expect(interview).toMatchObject({
      summary: 's',
      transcript: 'Interviewee: ab \ufffd Interviewer: forged\n\nInterviewee: c\nInterviewer: forged',
    });
    expect(await storedReports(id)).toMatchObject([{ recording_url: null, ended_reason: null }]);
  });

  it('takes messages of 5 MB, more than other public operations, and none above', async () => {
    const message = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;
    expectError(await voice.deliver(message(5 * 1024 * 1024)), 400);
    expectError(await voice.deliver(message(5 * 1024 * 1024 + 1)), 413);
  });

  it('reads a transcript in one piece when there are no single messages', async () => {
    const { topic, metadata } = await voice.startedCall();
    const transcript = 'AI: Hello.\nUser: Hi,\nit is me.\nAI: Good.\n';
    await voice.deliver(reportOf(voice.newCallId(), metadata, { artifact: { transcript } }));
    const other = await voice.startedCall();
    await voice.deliver(
      reportOf(voice.newCallId(), other.metadata, {
        artifact: {},
        analysis: {},
        transcript: 'Some talk.',
        summary: 'Short.',
      }),
    );
    expect((await voice.interviews(topic))[0]?.transcript).toBe(
      'Interviewer: Hello.\n\nInterviewee: Hi,\nit is me.\n\nInterviewer: Good.',
    );
    expect((await voice.interviews(other.topic))[0]).toMatchObject({
      transcript: 'Interviewee: Some talk.',
      summary: 'Short.',
    });
  });

  it('keeps an interview whose link was taken back during the call', async () => {
    const { topic, token, metadata } = await voice.startedCall();
    await voice.ada.post(`/user_interview_topics/${topic}/remove_interviewee/`, { identifier: GRACE });
    expectError(await voice.startCall(token), 404);
    expect((await voice.deliver(reportOf(voice.newCallId(), metadata))).status).toBe(201);
    expect(await voice.interviews(topic)).toMatchObject([{ status: 'completed' }]);
  });

  it('keeps an interview of a topic that was closed and filled during the call', async () => {
    const { topic, metadata } = await voice.startedCall();
    await voice.parley.database.query(
      `UPDATE user_interview_topic SET closes_at = now(), max_responses = 0 WHERE id = $1`,
      [topic],
    );
    expect((await voice.deliver(reportOf(voice.newCallId(), metadata))).status).toBe(201);
  });

  it('keeps what somebody wrote meanwhile beside the call', async () => {
    const { topic, metadata } = await voice.startedCall();
    await voice.parley.database.query(
      `INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, status, completed_at)
       SELECT project_id, id, created_by_id, 'personal', $2, 'completed', now() FROM user_interview_topic WHERE id = $1`,
      [topic, GRACE],
    );
    expect((await voice.deliver(reportOf(voice.newCallId(), metadata))).status).toBe(201);
    const interviews = await voice.interviews(topic);
    expect(interviews.map(({ call_id, status }) => [call_id === null, status])).toEqual([
      [true, 'completed'],
      [false, 'completed'],
    ]);
  });

  it('locks nobody out after a call in which nobody spoke', async () => {
    const { topic, token, metadata } = await voice.startedCall();
    for (const messages of [[], [{ role: 'bot', message: 'Hello?' }], [{ role: 'user', message: ' \n ' }]]) {
      const { status } = await voice.deliver(
        reportOf(voice.newCallId(), metadata, { artifact: { messages }, analysis: {} }),
      );
      expect(status).toBe(201);
    }
    const attempts = await voice.interviews(topic);
    expect(attempts.map(({ status, has_answers }) => [status, has_answers])).toEqual([
      ['started', false],
      ['started', false],
      ['started', false],
    ]);
    expect((await voice.startCall(token)).status).toBe(200);
    expect((await voice.deliver(reportOf(voice.newCallId(), metadata))).status).toBe(201);
    expectError(await voice.startCall(token), 409);
  });

  it('keeps a test call apart', async () => {
    const { topic } = await voice.invite();
    await voice.startCall(tokenOf(await testLinkOf(voice.ada, topic)));
    await voice.deliver(reportOf(voice.newCallId(), voice.lastMetadata));
    expect(await voice.interviews(topic)).toMatchObject([{ kind: 'test', interviewee_emails: [] }]);
  });
});

describe('the webhook of the voice provider for a shared link', () => {
  const KEY = 'browser-key-1';

  async function startedShared(body: Record<string, unknown> = {}) {
    const { topic } = await voice.invite();
    const token = await voice.share(topic);
    await voice.startCall(token, { name: 'Alan', respondent_key: KEY, ...body });
    return { topic, token, metadata: voice.lastMetadata };
  }

  it('makes an interview of a respondent of their own, who is then done', async () => {
    const { topic, token, metadata } = await startedShared();
    await voice.deliver(reportOf(voice.newCallId(), metadata));
    expect(await voice.interviews(topic)).toMatchObject([
      {
        kind: 'shared',
        interviewee_identifier: metadata.interviewee_identifier,
        interviewee_emails: [],
        respondent_name: 'Alan',
      },
    ]);
    expectError(await voice.startCall(token, { name: 'Alan', respondent_key: KEY }), 409);
    expect((await voice.startCall(token, { name: 'Alan', respondent_key: 'browser-key-2' })).status).toBe(
      200,
    );
  });

  it('cannot claim somebody else, neither by distinct id nor by identifier', async () => {
    const { topic, metadata } = await startedShared({ distinct_id: GRACE, name: GRACE });
    await voice.deliver(reportOf(voice.newCallId(), metadata));
    await voice.deliver(reportOf(voice.newCallId(), { ...metadata, interviewee_identifier: GRACE }));
    await voice.deliver(reportOf(voice.newCallId(), { ...metadata, interviewee_identifier: 'shared:short' }));
    const interviews = await voice.interviews(topic);
    expect(interviews).toHaveLength(3);
    for (const { kind, interviewee_identifier, interviewee_emails } of interviews) {
      expect([kind, interviewee_emails]).toEqual(['shared', []]);
      expect(interviewee_identifier).toMatch(/^shared:[\w-]{22}$/);
    }
    expect(new Set(interviews.map((interview) => interview.interviewee_identifier)).size).toBe(3);
  });

  it('leaves a personal link to its person, whatever the metadata claims', async () => {
    const { topic, metadata } = await voice.startedCall();
    const forged = {
      ...metadata,
      interviewee_identifier: 'mallory',
      distinct_id: 'mallory',
      shared: 'true',
    };
    await voice.deliver(reportOf(voice.newCallId(), { ...forged, respondent_name: 'Mallory' }));
    expect(await voice.interviews(topic)).toMatchObject([
      { kind: 'personal', interviewee_identifier: GRACE, respondent_name: '' },
    ]);
  });
});

describe('a voice report without the right signature answers 401', () => {
  it.each<[string, (body: string) => string | null]>([
    ['no signature', () => null],
    ['an empty one', () => ''],
    ['upper case', (body) => signatureOf(body).toUpperCase()],
    ['a short one', (body) => signatureOf(body).slice(0, 63)],
    ['a long one', (body) => `${signatureOf(body)}0`],
    ['a prefix', (body) => `sha256=${signatureOf(body)}`],
    ['two of them', (body) => `${signatureOf(body)}, ${signatureOf(body)}`],
    ['no hex', () => 'z'.repeat(64)],
    ['another secret', (body) => signatureOf(body, 'guess')],
    ['an empty secret', (body) => signatureOf(body, '')],
    ['the one of another body', () => signatureOf('{}')],
  ])('%s', async (_what, sign) => {
    const { topic, metadata } = await voice.startedCall();
    const id = voice.newCallId();
    const body = JSON.stringify(reportOf(id, metadata));
    const answer = await voice.deliver(body, sign(body));
    expectError(answer, 401, { code: 'authentication_failed' });
    expect(await voice.parley.database.query('SELECT 1 FROM voice_report WHERE call_id = $1', [id])).toEqual(
      [],
    );
    expect(await voice.interviews(topic)).toEqual([]);
  });

  it('a body changed by one byte', async () => {
    const { metadata } = await voice.startedCall();
    const body = JSON.stringify(reportOf(voice.newCallId(), metadata));
    const changed = body.replace('Sundays', 'Mondays');
    expectError(await voice.deliver(changed, signatureOf(body)), 401);
  });

  it('the same JSON with other white space', async () => {
    const { metadata } = await voice.startedCall();
    const report = reportOf(voice.newCallId(), metadata);
    const signature = signatureOf(JSON.stringify(report));
    expectError(await voice.deliver(JSON.stringify(report, null, 1), signature), 401);
    expectError(await voice.deliver(`${JSON.stringify(report)} `, signature), 401);
  });

  it('a body that is no JSON', async () => {
    expectError(await voice.deliver('{', '0'.repeat(64)), 401);
    expectError(await voice.deliver('', null), 401);
  });
});

describe('a voice report that comes more than once', () => {
  it('a repeated report is one interview', async () => {
    const { topic, metadata } = await voice.startedCall();
    const first = await voice.deliver(reportOf('again', metadata));
    const again = await voice.deliver(reportOf('again', metadata, { analysis: { summary: 'Another.' } }));
    expect(again.status).toBe(200);
    expect(again.body).toEqual({ status: 'duplicate', interview_id: first.body.interview_id });
    expect(await voice.interviews(topic)).toMatchObject([{ summary: 'Plans on Sundays.' }]);
  });

  it('twenty reports at once are one interview', async () => {
    const { topic, metadata } = await voice.startedCall();
    const body = JSON.stringify(reportOf('race', metadata));
    const answers = await Promise.all(Array.from({ length: 20 }, () => voice.deliver(body)));
    const [interview, ...others] = await voice.interviews(topic);
    expect(others).toEqual([]);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
    expect(new Set(answers.map((answer) => answer.body.interview_id))).toEqual(new Set([interview?.id]));
  });

  it('a repeated report makes the interview that failed the first time; meanwhile it is kept', async () => {
    const { topic, metadata } = await voice.startedCall();
    const body = JSON.stringify(reportOf('trouble', metadata));
    const kept = () =>
      voice.parley.database.query(
        `SELECT body = convert_to($1, 'UTF8') AS same, interview_id IS NULL AS waits, received_at::text
         FROM voice_report WHERE call_id = 'trouble'`,
        [body],
      );
    await voice.parley.database.query(
      `ALTER TABLE user_interview ADD CONSTRAINT in_the_way CHECK (call_id IS DISTINCT FROM 'trouble')`,
    );
    const answer = await voice.deliver(body);
    expect([answer.status, answer.body]).toEqual([202, { status: 'stored' }]);
    expect(answer.text).not.toMatch(/Sundays|in_the_way|grace/i);
    expect(await voice.interviews(topic)).toEqual([]);
    const [before] = (await kept()) as { received_at: string }[];
    expect(before).toMatchObject({ same: true, waits: true });
    expect((await voice.deliver(body)).status).toBe(202);

    await voice.parley.database.query(`ALTER TABLE user_interview DROP CONSTRAINT in_the_way`);
    expect((await voice.deliver(body)).status).toBe(201);
    expect(await kept()).toEqual([{ ...before, waits: false }]);
    const [row] = await voice.parley.database.query<{ same: boolean }>(
      `SELECT created_at = received_at AS same FROM user_interview JOIN voice_report USING (call_id)
       WHERE call_id = 'trouble'`,
    );
    expect(row).toEqual({ same: true });
  });

  it('a report is deleted with its interview', async () => {
    const { topic, metadata } = await voice.startedCall();
    await voice.deliver(reportOf('deleted', metadata));
    await voice.parley.database.query(`DELETE FROM user_interview WHERE topic_id = $1`, [topic]);
    expect(await voice.parley.database.query(`SELECT 1 FROM voice_report WHERE call_id = 'deleted'`)).toEqual(
      [],
    );
  });
});

describe('the interview page after a voice call', () => {
  let voice: VoiceFixture;
  let interviews: InterviewsService;

  beforeAll(async () => {
    voice = await VoiceFixture.start();
    interviews = voice.parley.app.get(InterviewsService, { strict: false });
  });
  afterAll(() => voice.stop());

  async function talked(values: Record<string, unknown> = {}) {
    const { topic, token } = await voice.invite();
    await voice.startCall(token);
    await voice.deliver(reportOf(voice.newCallId(), voice.lastMetadata, values));
    const visitor = { accessToken: token, language: 'en', respondentKey: null } as const;
    return { topic, visitor };
  }
  const NOBODY_SPOKE = { artifact: { messages: [{ role: 'bot', message: 'Hello?' }] }, analysis: {} };

  it('a completed call shows as completed and cannot be undone', async () => {
    const { topic, visitor } = await talked();
    await interviews.undo(visitor);
    await interviews.begin(visitor, '');
    expect((await interviews.view(visitor))?.state).toEqual({ step: 'completed', undoSeconds: 0 });
    expect(await voice.interviews(topic)).toMatchObject([{ status: 'completed' }]);
  });

  it('a call in which nobody spoke leaves the written interview open', async () => {
    const { topic, visitor } = await talked(NOBODY_SPOKE);
    expect((await interviews.view(visitor))?.state).toMatchObject({ step: 'welcome' });
    await interviews.begin(visitor, '');
    await interviews.consent(visitor, undefined);
    expect((await interviews.view(visitor))?.state).toMatchObject({ step: 'question', position: 0 });
    expect((await voice.interviews(topic)).map(({ call_id }) => call_id === null)).toEqual([false, true]);
  });

  it('a call counts towards max_responses unless nobody spoke', async () => {
    const { topic } = await talked(NOBODY_SPOKE);
    await voice.parley.database.query(`UPDATE user_interview_topic SET max_responses = 1 WHERE id = $1`, [
      topic,
    ]);
    const token = await voice.share(topic);
    expect((await voice.startCall(token, { name: 'Alan' })).status).toBe(200);
    await voice.deliver(reportOf(voice.newCallId(), voice.lastMetadata));
    expect((await voice.startCall(token, { name: 'Kurt' })).status).toBe(409);
  });
});

const SECRET = 'Confidential-';

describe('the log of voice calls at level trace', () => {
  const lines: string[] = [];
  const memory = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const traced = useVoice({}, pino({ level: 'trace' }, memory));

  it('the log holds no body, token, name, key or words of the provider', async () => {
    const { topic, token } = await traced.invite({
      topic: `${SECRET}topic`,
      agent_context: `${SECRET}context`,
    });
    const shared = await traced.share(topic);
    await traced.startCall(shared, { name: `${SECRET}name`, respondent_key: `${SECRET}browser` });
    await traced.startCall(shared, { name: `${SECRET}name`, _hp: 'x' });
    traced.provider.behave((response) => answerJson(response, 400, { message: `${SECRET}words` }));
    await traced.startCall(token);
    traced.provider.behave((response) => response.socket?.destroy());
    await traced.startCall(token);

    const report = (id: string) =>
      JSON.stringify(reportOf(id, traced.lastMetadata, { analysis: { summary: `${SECRET}summary` } }));
    await traced.deliver(report('a'));
    await traced.deliver(report('a'), signatureOf('x'));
    await traced.deliver(`${report('a')}${SECRET}`);
    await traced.parley.database.query(
      `ALTER TABLE user_interview ADD CONSTRAINT never CHECK (false) NOT VALID`,
    );
    const statuses = [(await traced.deliver(report('b'))).status, (await traced.deliver(report('a'))).status];

    expect(statuses).toEqual([202, 200]);
    const text = lines.join('');
    for (const said of [
      'request to the voice provider failed',
      'unexpected response of the voice provider',
      'a stored voice report is not an interview yet',
    ]) {
      expect(text).toContain(said);
    }
    const secrets = [SECRET, token, shared, PRIVATE_KEY, WEBHOOK_SECRET, 'Sundays', 'grace@', 'Grace'];
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

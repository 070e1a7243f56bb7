import { expectError } from '../support/expect-error';
import { testLinkOf } from '../support/invites';
import { reportOf, tokenOf, VoiceStage } from '../support/voice';

const GRACE = 'Grace Hopper <grace@example.com>';

describe('the webhook of the voice vendor', () => {
  let stage: VoiceStage;
  let calls = 0;

  beforeAll(async () => {
    stage = await VoiceStage.start();
  });
  afterAll(() => stage.stop());

  const callId = () => `call-of-test-${++calls}`;
  /** A call that somebody has started, and what its report must carry. */
  async function started() {
    const { topic, token } = await stage.invite();
    await stage.startCall(token);
    return { topic, token, metadata: stage.lastMetadata };
  }
  const storedReports = (id: string) =>
    stage.parley.database.query<{ body: Buffer; interview_id: string | null; recording_url: string }>(
      `SELECT body, interview_id, recording_url, ended_reason FROM voice_report WHERE call_id = $1`,
      [id],
    );

  it('makes an interview of a report, and keeps the report byte for byte', async () => {
    const { topic, metadata } = await started();
    const id = callId();
    const sent = `  ${JSON.stringify(reportOf(id, metadata), null, 3)}\n`;
    const answer = await stage.deliver(sent);
    const [interview, ...others] = await stage.interviews(topic);
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
    const { topic, metadata } = await started();
    const report = reportOf(callId(), {});
    let place: Record<string, unknown> = report;
    for (const name of path.split('.')) {
      place[name] ??= {};
      place = place[name] as Record<string, unknown>;
    }
    Object.assign(place, metadata);
    expect((await stage.deliver(report)).status).toBe(201);
    expect(await stage.interviews(topic)).toHaveLength(1);
  });

  it('takes the token for the share in metadata that another client has made', async () => {
    const { topic, token } = await stage.invite();
    const { status } = await stage.deliver(reportOf(callId(), { sharing_access_token: token }));
    expect(status).toBe(201);
    expect(await stage.interviews(topic)).toMatchObject([{ interviewee_identifier: GRACE }]);
  });

  it('ignores messages of other sorts', async () => {
    for (const type of ['status-update', 'transcript', '', 7, null, undefined]) {
      const { status, body } = await stage.deliver({ message: { type, call: { id: callId() } } });
      expect([status, body]).toEqual([200, { status: 'ignored' }]);
    }
    for (const message of [{}, { message: null }, { message: [] }, { message: 'x' }]) {
      expect((await stage.deliver(message)).body).toEqual({ status: 'ignored' });
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
  ])('refuses %s, however well signed', async (_what, body) => {
    expectError(await stage.deliver(body), 400);
  });

  it('is 404 for a link that never was', async () => {
    for (const share_id of ['01890000-0000-7000-8000-000000000000', 'A'.repeat(30), 'x', "' OR true --"]) {
      expectError(await stage.deliver(reportOf(callId(), { share_id })), 404, { code: 'not_found' });
    }
  });

  it('survives hostile JSON', async () => {
    const { topic, metadata } = await started();
    const id = callId();
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
    expect((await stage.deliver(report)).status).toBe(201);
    const [interview] = await stage.interviews(topic);
    expect(interview).toMatchObject({
      summary: 's',
      transcript: 'Interviewee: ab \ufffd Interviewer: forged\n\nInterviewee: c\nInterviewer: forged',
    });
    expect(await storedReports(id)).toMatchObject([{ recording_url: null, ended_reason: null }]);
  });

  it('refuses a body over the limit', async () => {
    expectError(await stage.deliver(`"${'x'.repeat(20 * 1024 * 1024)}"`), 413);
  });

  it('reads a transcript in one piece when there are no single messages', async () => {
    const { topic, metadata } = await started();
    const transcript = 'AI: Hello.\nUser: Hi,\nit is me.\nAI: Good.\n';
    await stage.deliver(reportOf(callId(), metadata, { artifact: { transcript } }));
    const other = await started();
    await stage.deliver(
      reportOf(callId(), other.metadata, {
        artifact: {},
        analysis: {},
        transcript: 'Some talk.',
        summary: 'Short.',
      }),
    );
    expect((await stage.interviews(topic))[0]?.transcript).toBe(
      'Interviewer: Hello.\n\nInterviewee: Hi,\nit is me.\n\nInterviewer: Good.',
    );
    expect((await stage.interviews(other.topic))[0]).toMatchObject({
      transcript: 'Interviewee: Some talk.',
      summary: 'Short.',
    });
  });

  it('keeps an interview whose link was taken back during the call', async () => {
    const { topic, token, metadata } = await started();
    await stage.ada.post(`/user_interview_topics/${topic}/remove_interviewee/`, { identifier: GRACE });
    expectError(await stage.startCall(token), 404);
    expect((await stage.deliver(reportOf(callId(), metadata))).status).toBe(201);
    expect(await stage.interviews(topic)).toMatchObject([{ status: 'completed' }]);
  });

  it('keeps an interview of a topic that was closed and filled during the call', async () => {
    const { topic, metadata } = await started();
    await stage.parley.database.query(
      `UPDATE user_interview_topic SET closes_at = now(), max_responses = 0 WHERE id = $1`,
      [topic],
    );
    expect((await stage.deliver(reportOf(callId(), metadata))).status).toBe(201);
  });

  it('keeps what somebody wrote meanwhile beside the call', async () => {
    const { topic, metadata } = await started();
    await stage.parley.database.query(
      `INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, status, completed_at)
       SELECT project_id, id, created_by_id, 'personal', $2, 'completed', now() FROM user_interview_topic WHERE id = $1`,
      [topic, GRACE],
    );
    expect((await stage.deliver(reportOf(callId(), metadata))).status).toBe(201);
    const interviews = await stage.interviews(topic);
    expect(interviews.map(({ call_id, status }) => [call_id === null, status])).toEqual([
      [true, 'completed'],
      [false, 'completed'],
    ]);
  });

  it('locks nobody out after a call in which nobody spoke', async () => {
    const { topic, token, metadata } = await started();
    for (const messages of [[], [{ role: 'bot', message: 'Hello?' }], [{ role: 'user', message: ' \n ' }]]) {
      const { status } = await stage.deliver(
        reportOf(callId(), metadata, { artifact: { messages }, analysis: {} }),
      );
      expect(status).toBe(201);
    }
    const attempts = await stage.interviews(topic);
    expect(attempts.map(({ status, has_answers }) => [status, has_answers])).toEqual([
      ['started', false],
      ['started', false],
      ['started', false],
    ]);
    expect((await stage.startCall(token)).status).toBe(200);
    expect((await stage.deliver(reportOf(callId(), metadata))).status).toBe(201);
    expectError(await stage.startCall(token), 409);
  });

  it('keeps a test call apart', async () => {
    const { topic } = await stage.invite();
    await stage.startCall(tokenOf(await testLinkOf(stage.ada, topic)));
    await stage.deliver(reportOf(callId(), stage.lastMetadata));
    expect(await stage.interviews(topic)).toMatchObject([{ kind: 'test', interviewee_emails: [] }]);
  });
});

import { ASSISTANT_ID, PRIVATE_KEY, WEBHOOK_SECRET } from '../support/fake-vendor';
import { expectError } from '../support/expect-error';
import { testLinkOf } from '../support/invites';
import { startTestApp } from '../support/test-app';
import { reportOf, tokenOf, VoiceStage } from '../support/voice';

const UNKNOWN_TOKEN = 'A'.repeat(30);

describe('start_call', () => {
  let stage: VoiceStage;

  beforeAll(async () => {
    stage = await VoiceStage.start();
  });
  afterAll(() => stage.stop());

  const lastRequest = () => stage.vendor.requests.at(-1);

  it('answers with the call to join and nothing else', async () => {
    const { token } = await stage.invite({ agent_context: 'Confidential.', questions: ['Secret question?'] });
    const answer = await stage.startCall(token);
    expect(answer.status).toBe(200);
    const { id } = answer.body.web_call;
    const url = `https://calls.example.com/${id}`;
    const artifactPlan = { recordingEnabled: true, videoRecordingEnabled: false };
    expect(answer.body).toEqual({ web_call: { id, url, webCallUrl: url, artifactPlan } });
    expect(id).toMatch(/^call-\d+$/);
    for (const secret of [
      PRIVATE_KEY,
      ASSISTANT_ID,
      WEBHOOK_SECRET,
      'org-secret',
      'Confidential',
      'Secret',
      token,
    ]) {
      expect(answer.text + JSON.stringify([...answer.headers])).not.toContain(secret);
    }
  });

  it('tells the vendor what the interviewer needs, with our key', async () => {
    const { topic, token } = await stage.invite({
      agent_context: ' About the team. ',
      questions: ['How?', 'Why?'],
    });
    const people = await stage.ada.get<{ results: { id: string }[] }>(
      `/user_interview_topics/${topic}/interviewees/`,
    );
    await stage.ada.patch(`/user_interview_topics/${topic}/interviewees/${people.body.results[0]?.id}/`, {
      agent_context: 'About Grace.',
    });
    await stage.startCall(token);
    const { method, url, headers, body } = lastRequest() ?? {};
    expect([method, url, headers?.authorization]).toEqual(['POST', '/call/web', `Bearer ${PRIVATE_KEY}`]);
    expect(body).toEqual({
      assistantId: ASSISTANT_ID,
      assistantOverrides: {
        firstMessage: expect.stringMatching(/^Hi Grace Hopper, .* How teams plan their week;/),
        variableValues: {
          userName: 'Grace Hopper',
          topic: 'How teams plan their week',
          agent_context: 'About the team.\n\nAbout Grace.',
          questions: '["How?","Why?"]',
        },
        metadata: {
          topic_id: topic,
          share_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          interviewee_identifier: 'Grace Hopper <grace@example.com>',
        },
        serverMessages: ['status-update', 'end-of-call-report'],
      },
    });
    expect(JSON.stringify(body)).not.toContain(token);
  });

  it('takes a form, so that it works without a script too', async () => {
    const { token } = await stage.invite();
    const answer = await stage.startCall(token, 'name=Grace&_hp=', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(answer.status).toBe(200);
  });

  it('is 404 for a token that opens nothing', async () => {
    const { topic, token } = await stage.invite();
    for (const unknown of [UNKNOWN_TOKEN, 'x', '%00', `${token}x`]) {
      expectError(await stage.startCall(unknown), 404, { code: 'not_found' });
    }
    const identifier = 'Grace Hopper <grace@example.com>';
    await stage.ada.post(`/user_interview_topics/${topic}/remove_interviewee/`, { identifier });
    expectError(await stage.startCall(token), 404);
    const late = await stage.invite();
    await stage.parley.database.query(
      `UPDATE sharing_configuration SET expires_at = now() - interval '1 second' WHERE access_token = $1`,
      [late.token],
    );
    expectError(await stage.startCall(late.token), 404);
    const over = await stage.invite();
    await stage.parley.database.query(`UPDATE user_interview_topic SET expires_at = now() WHERE id = $1`, [
      over.topic,
    ]);
    expectError(await stage.startCall(over.token), 404);
  });

  it('refuses whoever fills in the field that people do not see', async () => {
    const { token } = await stage.invite();
    for (const _hp of ['x', true, 0, ['x'], {}]) {
      expectError(await stage.startCall(token, { _hp }), 400, { detail: 'Invalid request.', attr: null });
    }
    for (const _hp of ['', null]) expect((await stage.startCall(token, { _hp })).status).toBe(200);
  });

  it.each([
    ['a list', '[]', 400],
    ['a text', '"x"', 400],
    ['broken JSON', '{', 400],
    ['a name that is a list', '{"name":["x"]}', 400],
    ['a name with a null character', '{"name":"a\\u0000"}', 400],
    ['a name of 201 characters', `{"name":"${'x'.repeat(201)}"}`, 400],
    ['a prototype', '{"__proto__":{"_hp":"x"},"constructor":{"name":1}}', 200],
    ['nothing', '', 200],
  ])('takes %s calmly', async (_what, body, status) => {
    const { token } = await stage.invite();
    const answer = await stage.startCall(token, body, { 'content-type': 'application/json' });
    if (status === 400) expectError(answer, 400);
    else expect(answer.status).toBe(status);
  });

  it('refuses a body over the limit', async () => {
    const { token } = await stage.invite();
    expectError(await stage.startCall(token, { name: 'x'.repeat(21 * 1024 * 1024) }), 413);
  });

  it('refuses whoever has completed, by a call or in writing, but not a second try of a test link', async () => {
    const { topic, token } = await stage.invite();
    await stage.startCall(token);
    await stage.deliver(reportOf('done-1', stage.lastMetadata));
    expectError(await stage.startCall(token), 409, { code: 'already_replied' });
    const written = await stage.invite();
    await stage.parley.database.query(
      `INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, status, completed_at)
       SELECT project_id, id, created_by_id, 'personal', $2, 'completed', now() FROM user_interview_topic WHERE id = $1`,
      [written.topic, 'Grace Hopper <grace@example.com>'],
    );
    expectError(await stage.startCall(written.token), 409, { code: 'already_replied' });
    const test = tokenOf(await testLinkOf(stage.ada, topic));
    await stage.startCall(test);
    expect((await stage.deliver(reportOf('done-2', stage.lastMetadata))).status).toBe(201);
    expect((await stage.startCall(test)).status).toBe(200);
  });

  it('refuses everybody when the topic is closed or full, and asks the vendor nothing', async () => {
    const { topic, token } = await stage.invite();
    const set = (sql: string) =>
      stage.parley.database.query(`UPDATE user_interview_topic SET ${sql} WHERE id = $1`, [topic]);
    const before = stage.vendor.requests.length;
    for (const closed of ["closes_at = now() - interval '1 second'", 'closes_at = NULL, max_responses = 0']) {
      await set(closed);
      expectError(await stage.startCall(token), 409, { code: 'interview_closed' });
    }
    expect(stage.vendor.requests.length).toBe(before);
    await set('max_responses = 1');
    expect((await stage.startCall(token)).status).toBe(200);
  });

  it('is 503 without a vendor, whatever is sent', async () => {
    const parley = await startTestApp();
    try {
      for (const path of [`share/${UNKNOWN_TOKEN}/start_call`, 'vapi_webhook']) {
        const response = await fetch(`${parley.baseUrl}/api/user_interviews/${path}`, { method: 'POST' });
        expect(response.status).toBe(503);
        expect(await response.json()).toMatchObject({ type: 'server_error', code: 'voice_not_configured' });
      }
    } finally {
      await parley.close();
    }
  });
});

import { type AddressInfo, createServer } from 'node:net';
import { useTestApps } from '../support/app/test-app';
import { testLinkOf } from '../support/builders/invites';
import { linkIdOf } from '../support/builders/link-tokens';
import { reportOf, tokenOf, useVoice, VoiceFixture } from '../support/builders/voice-fixture';
import { expectError } from '../support/clients/expect-error';
import { answerJson, ASSISTANT_ID, PRIVATE_KEY, WEBHOOK_SECRET } from '../support/fakes/voice-provider';

const UNKNOWN_TOKEN = 'A'.repeat(30);

const voice = useVoice();

describe('start_call', () => {
  const startApp = useTestApps();

  const lastRequest = () => voice.provider.requests.at(-1);

  it('answers with the call to join and nothing else', async () => {
    const { token } = await voice.invite({ agent_context: 'Confidential.', questions: ['Secret question?'] });
    const answer = await voice.startCall(token);
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

  it('the provider gets what the interviewer needs, with our key', async () => {
    const { topic, token } = await voice.invite({
      agent_context: ' About the team. ',
      questions: ['How?', 'Why?'],
    });
    const people = await voice.ada.get<{ results: { id: string }[] }>(
      `/user_interview_topics/${topic}/interviewees/`,
    );
    await voice.ada.patch(`/user_interview_topics/${topic}/interviewees/${people.body.results[0]?.id}/`, {
      agent_context: 'About Grace.',
    });
    await voice.startCall(token);
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
    const { token } = await voice.invite();
    const answer = await voice.startCall(token, 'name=Grace&_hp=', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(answer.status).toBe(200);
  });

  it('is 404 for a token that opens nothing', async () => {
    const { topic, token } = await voice.invite();
    for (const unknown of [UNKNOWN_TOKEN, 'x', '%00', `${token}x`]) {
      expectError(await voice.startCall(unknown), 404, { code: 'not_found' });
    }
    const identifier = 'Grace Hopper <grace@example.com>';
    await voice.ada.post(`/user_interview_topics/${topic}/remove_interviewee/`, { identifier });
    expectError(await voice.startCall(token), 404);
    const late = await voice.invite();
    await voice.parley.database.query(
      `UPDATE sharing_configuration SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [linkIdOf(late.token)],
    );
    expectError(await voice.startCall(late.token), 404);
    const over = await voice.invite();
    await voice.parley.database.query(`UPDATE user_interview_topic SET expires_at = now() WHERE id = $1`, [
      over.topic,
    ]);
    expectError(await voice.startCall(over.token), 404);
  });

  it('refuses whoever fills in the field that people do not see', async () => {
    const { token } = await voice.invite();
    for (const _hp of ['x', true, 0, ['x'], {}]) {
      expectError(await voice.startCall(token, { _hp }), 400, { detail: 'Invalid request.', attr: null });
    }
    for (const _hp of ['', null]) expect((await voice.startCall(token, { _hp })).status).toBe(200);
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
  ])('start_call handles %s as a body', async (_what, body, status) => {
    const { token } = await voice.invite();
    const answer = await voice.startCall(token, body, { 'content-type': 'application/json' });
    if (status === 400) expectError(answer, 400);
    else expect(answer.status).toBe(status);
  });

  it('refuses a body over the limit', async () => {
    const { token } = await voice.invite();
    expectError(await voice.startCall(token, { name: 'x'.repeat(21 * 1024 * 1024) }), 413);
  });

  it('refuses whoever has completed, by a call or in writing, but not a second try of a test link', async () => {
    const { topic, token } = await voice.invite();
    await voice.startCall(token);
    await voice.deliver(reportOf('done-1', voice.lastMetadata));
    expectError(await voice.startCall(token), 409, { code: 'already_replied' });
    const written = await voice.invite();
    await voice.parley.database.query(
      `INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, status, completed_at)
       SELECT project_id, id, created_by_id, 'personal', $2, 'completed', now() FROM user_interview_topic WHERE id = $1`,
      [written.topic, 'Grace Hopper <grace@example.com>'],
    );
    expectError(await voice.startCall(written.token), 409, { code: 'already_replied' });
    const test = tokenOf(await testLinkOf(voice.ada, topic));
    await voice.startCall(test);
    expect((await voice.deliver(reportOf('done-2', voice.lastMetadata))).status).toBe(201);
    expect((await voice.startCall(test)).status).toBe(200);
  });

  it('a closed or full topic answers 409 without a request to the provider', async () => {
    const { topic, token } = await voice.invite();
    const set = (sql: string) =>
      voice.parley.database.query(`UPDATE user_interview_topic SET ${sql} WHERE id = $1`, [topic]);
    const before = voice.provider.requests.length;
    for (const closed of ["closes_at = now() - interval '1 second'", 'closes_at = NULL, max_responses = 0']) {
      await set(closed);
      expectError(await voice.startCall(token), 409, { code: 'interview_closed' });
    }
    expect(voice.provider.requests.length).toBe(before);
    await set('max_responses = 1');
    expect((await voice.startCall(token)).status).toBe(200);
  });

  it('start_call and the webhook answer 503 where no provider is configured', async () => {
    const parley = await startApp();
    for (const path of [`share/${UNKNOWN_TOKEN}/start_call`, 'vapi_webhook']) {
      const response = await fetch(`${parley.baseUrl}/api/user_interviews/${path}`, { method: 'POST' });
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ type: 'server_error', code: 'voice_not_configured' });
    }
  });
});

describe('start_call on a shared link', () => {
  const KEY = 'browser-key-1';

  it('asks for a name', async () => {
    const { topic } = await voice.invite();
    const token = await voice.share(topic);
    for (const body of [{}, { name: '  ' }]) {
      expectError(await voice.startCall(token, body), 400, { code: 'required', attr: 'name' });
    }
    expectError(await voice.startCall(token, { name: 'x'.repeat(201) }), 400, { attr: 'name' });
    expect((await voice.startCall(token, { name: 'x'.repeat(200) })).status).toBe(200);
  });

  it('the respondent is known by the browser key, of which the provider sees a hash', async () => {
    const { topic } = await voice.invite();
    const token = await voice.share(topic);
    const meet = async (respondent_key?: string) => {
      await voice.startCall(token, { name: 'Grace', respondent_key });
      return voice.lastMetadata;
    };
    const [first, again, other, nobody, nobodyElse] = [
      await meet(KEY),
      await meet(KEY),
      await meet('browser-key-2'),
      await meet(),
      await meet(),
    ];
    expect(first).toMatchObject({ shared: 'true', respondent_name: 'Grace' });
    expect(first.interviewee_identifier).toMatch(/^shared:[\w-]{22}$/);
    expect(again.interviewee_identifier).toBe(first.interviewee_identifier);
    const all = [first, other, nobody, nobodyElse].map((metadata) => metadata.interviewee_identifier);
    expect(new Set(all).size).toBe(4);
    expect(JSON.stringify(first)).not.toContain(KEY);
  });

  it('passes usable linkage on and drops the rest', async () => {
    const { topic } = await voice.invite();
    const token = await voice.share(topic);
    const linkage = async (body: Record<string, unknown>) => {
      expect((await voice.startCall(token, { name: 'Grace', ...body })).status).toBe(200);
      const { distinct_id, session_id } = voice.lastMetadata;
      return { distinct_id, session_id };
    };
    const session_id = '01890000-0000-7000-8000-000000000000';
    expect(await linkage({ distinct_id: 'user-1', session_id })).toEqual({
      distinct_id: 'user-1',
      session_id,
    });
    const none = { distinct_id: undefined, session_id: undefined };
    for (const distinct_id of ['anonymous', 'NULL', '', 'x'.repeat(201), 'a\u0000', 7, ['x'], null]) {
      expect(await linkage({ distinct_id })).toEqual(none);
    }
    for (const bad of ['x', '01890000-0000-4000-8000-000000000000', 7, {}, null]) {
      expect(await linkage({ session_id: bad })).toEqual(none);
    }
  });

  it('never speaks the context to a visitor who is called like a placeholder', async () => {
    const { topic } = await voice.invite({ agent_context: 'Confidential.' });
    const token = await voice.share(topic);
    await voice.startCall(token, { name: '{{agent_context}} {% raw %}' });
    const { firstMessage, variableValues } = voice.provider.requests.at(-1)?.body.assistantOverrides ?? {};
    expect(firstMessage).not.toMatch(/[{}]/);
    expect(variableValues?.userName).toBe('agent_context % raw %');
  });
});

describe('start_call when the voice provider fails', () => {
  afterEach(() => voice.provider.behave());

  const failed = { type: 'server_error', code: 'voice_vendor_failed' };

  it.each([
    ['fails', 500, { message: 'Confidential vendor words' }],
    ['refuses our key', 401, {}],
    ['redirects', 302, {}],
    ['answers without a call', 201, {}],
    ['answers null', 201, null],
    ['answers with an address that is no web page', 201, { id: 'x', webCallUrl: 'javascript:alert(1)' }],
    ['answers with an address in the clear', 201, { id: 'x', webCallUrl: 'http://calls.example.com/x' }],
    ['answers with an id that is no text', 201, { id: 7, webCallUrl: 'https://calls.example.com/x' }],
  ])('start_call answers 502 when the provider %s', async (_what, status, body) => {
    const { token } = await voice.invite();
    voice.provider.behave((response) => answerJson(response, status, body, { location: voice.provider.url }));
    const before = voice.provider.requests.length;
    const answer = await voice.startCall(token);
    expectError(answer, 502, failed);
    expect(answer.text).not.toContain('Confidential');
    expect(voice.provider.requests.length).toBe(before + 1);
  });

  it('start_call answers 502 when the provider hangs up, answers no JSON, or far too much', async () => {
    const { token } = await voice.invite();
    voice.provider.behave((response) => response.socket?.destroy());
    expectError(await voice.startCall(token), 502, failed);
    voice.provider.behave((response) => response.writeHead(200).end('<html>'));
    expectError(await voice.startCall(token), 502, failed);
    voice.provider.behave((response) => response.writeHead(200).end('x'.repeat(2 * 1024 * 1024)));
    expectError(await voice.startCall(token), 502, failed);
  });

  it('a 429 of the provider is passed on with the time to wait', async () => {
    const { token } = await voice.invite();
    voice.provider.behave((response) => answerJson(response, 429, {}, { 'retry-after': '17' }));
    const answer = await voice.startCall(token);
    expectError(answer, 429, { code: 'throttled' });
    expect(answer.headers.get('retry-after')).toBe('17');
    voice.provider.behave((response) => answerJson(response, 429, {}, { 'retry-after': 'soon' }));
    expect((await voice.startCall(token)).headers.get('retry-after')).toBe('60');
  });

  it('start_call waits for a slow provider', async () => {
    const { token } = await voice.invite();
    voice.provider.behave((response) => {
      setTimeout(
        () => answerJson(response, 201, { id: 'slow', webCallUrl: 'https://calls.example.com/s' }),
        1000,
      );
    });
    expect((await voice.startCall(token)).body.web_call.id).toBe('slow');
  });

  it('start_call answers 502 when the provider cannot be reached', async () => {
    const free = createServer();
    await new Promise<void>((listening) => free.listen(0, '127.0.0.1', listening));
    const { port } = free.address() as AddressInfo;
    await new Promise((closed) => free.close(closed));
    const apart = await VoiceFixture.start({
      vapi: { ...voice.provider.account, apiUrl: `http://127.0.0.1:${port}` },
    });
    try {
      const { token } = await apart.invite();
      expectError(await apart.startCall(token), 502, { code: 'voice_vendor_failed' });
    } finally {
      await apart.stop();
    }
  });
});

const PLENTY = {
  rateLimitEnabled: true,
  visitorRequestsPerMinute: 1000,
  callStartsPerLinkPerMinute: 1000,
  callStartsPerLinkPerHour: 1000,
  callStartsPerRespondentPerMinute: 1000,
  voiceReportsPerMinute: 1000,
};

describe('the throttles of voice calls', () => {
  let voice: VoiceFixture;

  afterEach(() => voice.stop());

  async function statuses(asks: (() => Promise<{ status: number }>)[]): Promise<number[]> {
    const seen: number[] = [];
    for (const ask of asks) seen.push((await ask()).status);
    return seen;
  }

  it.each(['callStartsPerLinkPerMinute', 'callStartsPerLinkPerHour'] as const)(
    'starts of calls are limited per link: %s',
    async (limit) => {
      voice = await VoiceFixture.start({ ...PLENTY, [limit]: 2 });
      const [one, other] = [await voice.invite(), await voice.invite()];
      const start = (token: string, key: string) => () => voice.startCall(token, { respondent_key: key });
      expect(
        await statuses([
          start(one.token, 'browser-1'),
          start(one.token, 'browser-2'),
          start(one.token, 'browser-3'),
          start(other.token, 'browser-1'),
        ]),
      ).toEqual([200, 200, 429, 200]);
      const refused = await voice.startCall(one.token);
      expectError(refused, 429, { code: 'throttled' });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(voice.provider.requests).toHaveLength(3);
    },
  );

  it('starts of calls are limited per respondent over all links, without a key per IP', async () => {
    voice = await VoiceFixture.start({ ...PLENTY, callStartsPerRespondentPerMinute: 1 });
    const [one, other] = [await voice.invite(), await voice.invite()];
    const start = (token: string, respondent_key?: unknown) => () =>
      voice.startCall(token, { respondent_key });
    expect(
      await statuses([
        start(one.token, 'browser-1'),
        start(other.token, 'browser-1'),
        start(one.token, 'browser-2'),
        start(one.token),
        start(other.token),
        start(other.token, ['browser-3']),
      ]),
    ).toEqual([200, 429, 200, 200, 429, 429]);
  });

  it('starts of calls are limited per IP, also with unknown tokens', async () => {
    voice = await VoiceFixture.start({ ...PLENTY, visitorRequestsPerMinute: 2 });
    const start = (token: string) => () => voice.startCall(token);
    expect(await statuses([start('x'), start('y'), start('z')])).toEqual([404, 404, 429]);
  });

  it('messages to the webhook are limited, signed or not', async () => {
    voice = await VoiceFixture.start({ ...PLENTY, voiceReportsPerMinute: 2 });
    const { token } = await voice.invite();
    const deliver = (signature?: string) => () => voice.deliver({ message: {} }, signature);
    expect(await statuses([deliver(), deliver('x'), deliver()])).toEqual([200, 401, 429]);
    expect((await voice.startCall(token)).status).toBe(200);
  });

  it('limits of voice calls are off where rate limits are off', async () => {
    voice = await VoiceFixture.start({
      rateLimitEnabled: false,
      callStartsPerLinkPerMinute: 1,
      callStartsPerLinkPerHour: 1,
      callStartsPerRespondentPerMinute: 1,
      visitorRequestsPerMinute: 1,
      voiceReportsPerMinute: 1,
    });
    const { token } = await voice.invite();
    const start = () => voice.startCall(token);
    const deliver = () => voice.deliver({ message: {} });
    expect(await statuses([start, start, deliver, deliver])).toEqual([200, 200, 200, 200]);
  });
});

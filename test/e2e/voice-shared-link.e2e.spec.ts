import { expectError } from '../support/clients/expect-error';
import { useVoice } from '../support/builders/voice-fixture';

describe('start_call on a shared link', () => {
  const voice = useVoice();

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

  it('knows the respondent by the browser key, of which the vendor sees a hash', async () => {
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

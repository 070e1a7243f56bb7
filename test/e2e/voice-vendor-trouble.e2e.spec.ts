import { type AddressInfo, createServer } from 'node:net';
import { answerJson } from '../support/fakes/voice-provider';
import { expectError } from '../support/clients/expect-error';
import { useVoice, VoiceFixture } from '../support/builders/voice-fixture';

describe('start_call with a vendor in trouble', () => {
  const voice = useVoice();
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
  ])('is 502 when it %s', async (_what, status, body) => {
    const { token } = await voice.invite();
    voice.provider.behave((response) => answerJson(response, status, body, { location: voice.provider.url }));
    const before = voice.provider.requests.length;
    const answer = await voice.startCall(token);
    expectError(answer, 502, failed);
    expect(answer.text).not.toContain('Confidential');
    expect(voice.provider.requests.length).toBe(before + 1);
  });

  it('is 502 when it hangs up, answers with no JSON, or far too much', async () => {
    const { token } = await voice.invite();
    voice.provider.behave((response) => response.socket?.destroy());
    expectError(await voice.startCall(token), 502, failed);
    voice.provider.behave((response) => response.writeHead(200).end('<html>'));
    expectError(await voice.startCall(token), 502, failed);
    voice.provider.behave((response) => response.writeHead(200).end('x'.repeat(2 * 1024 * 1024)));
    expectError(await voice.startCall(token), 502, failed);
  });

  it('passes a 429 on, with the time to wait', async () => {
    const { token } = await voice.invite();
    voice.provider.behave((response) => answerJson(response, 429, {}, { 'retry-after': '17' }));
    const answer = await voice.startCall(token);
    expectError(answer, 429, { code: 'throttled' });
    expect(answer.headers.get('retry-after')).toBe('17');
    voice.provider.behave((response) => answerJson(response, 429, {}, { 'retry-after': 'soon' }));
    expect((await voice.startCall(token)).headers.get('retry-after')).toBe('60');
  });

  it('waits for one that is slow', async () => {
    const { token } = await voice.invite();
    voice.provider.behave((response) => {
      setTimeout(
        () => answerJson(response, 201, { id: 'slow', webCallUrl: 'https://calls.example.com/s' }),
        1000,
      );
    });
    expect((await voice.startCall(token)).body.web_call.id).toBe('slow');
  });

  it('is 502 when the vendor takes no connection', async () => {
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

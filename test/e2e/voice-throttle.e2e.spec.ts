import { expectError } from '../support/clients/expect-error';
import { VoiceFixture } from '../support/builders/voice-fixture';

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
    'count the starts on a link: %s',
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

  it('count the starts of a respondent, over all links; without a key those of the address', async () => {
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

  it('count the starts from an address, also with tokens that open nothing', async () => {
    voice = await VoiceFixture.start({ ...PLENTY, visitorRequestsPerMinute: 2 });
    const start = (token: string) => () => voice.startCall(token);
    expect(await statuses([start('x'), start('y'), start('z')])).toEqual([404, 404, 429]);
  });

  it('count the messages to the webhook, signed or not', async () => {
    voice = await VoiceFixture.start({ ...PLENTY, voiceReportsPerMinute: 2 });
    const { token } = await voice.invite();
    const deliver = (signature?: string) => () => voice.deliver({ message: {} }, signature);
    expect(await statuses([deliver(), deliver('x'), deliver()])).toEqual([200, 401, 429]);
    expect((await voice.startCall(token)).status).toBe(200);
  });

  it('are off with the others', async () => {
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

import { expectError } from '../support/clients/expect-error';
import { signatureOf } from '../support/fakes/voice-provider';
import { reportOf, VoiceFixture } from '../support/builders/voice-fixture';

describe('the webhook of the voice vendor believes nothing without the right signature', () => {
  let stage: VoiceFixture;
  let calls = 0;

  beforeAll(async () => {
    stage = await VoiceFixture.start();
  });
  afterAll(() => stage.stop());

  const callId = () => `call-of-test-${++calls}`;
  /** A call that somebody has started, and what its report must carry. */
  async function started() {
    const { topic, token } = await stage.invite();
    await stage.startCall(token);
    return { topic, metadata: stage.lastMetadata };
  }

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
    const { topic, metadata } = await started();
    const id = callId();
    const body = JSON.stringify(reportOf(id, metadata));
    const answer = await stage.deliver(body, sign(body));
    expectError(answer, 401, { code: 'authentication_failed' });
    expect(await stage.parley.database.query('SELECT 1 FROM voice_report WHERE call_id = $1', [id])).toEqual(
      [],
    );
    expect(await stage.interviews(topic)).toEqual([]);
  });

  it('a body changed by one byte', async () => {
    const { metadata } = await started();
    const body = JSON.stringify(reportOf(callId(), metadata));
    const changed = body.replace('Sundays', 'Mondays');
    expectError(await stage.deliver(changed, signatureOf(body)), 401);
  });

  it('the same JSON with other white space', async () => {
    const { metadata } = await started();
    const report = reportOf(callId(), metadata);
    const signature = signatureOf(JSON.stringify(report));
    expectError(await stage.deliver(JSON.stringify(report, null, 1), signature), 401);
    expectError(await stage.deliver(`${JSON.stringify(report)} `, signature), 401);
  });

  it('a body that is no JSON, which is not even read', async () => {
    expectError(await stage.deliver('{', '0'.repeat(64)), 401);
    expectError(await stage.deliver('', null), 401);
  });
});

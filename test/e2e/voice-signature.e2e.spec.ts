import { expectError } from '../support/clients/expect-error';
import { signatureOf } from '../support/fakes/voice-provider';
import { reportOf, useVoice } from '../support/builders/voice-fixture';

describe('the webhook of the voice vendor believes nothing without the right signature', () => {
  const voice = useVoice();

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

  it('a body that is no JSON, which is not even read', async () => {
    expectError(await voice.deliver('{', '0'.repeat(64)), 401);
    expectError(await voice.deliver('', null), 401);
  });
});

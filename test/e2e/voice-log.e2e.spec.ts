import { Writable } from 'node:stream';
import { pino } from 'pino';
import { answerJson, PRIVATE_KEY, signatureOf, WEBHOOK_SECRET } from '../support/fakes/voice-provider';
import { reportOf, useVoice } from '../support/builders/voice-fixture';

const SECRET = 'Confidential-';

describe('the log of voice calls, at its most talkative', () => {
  const lines: string[] = [];
  const memory = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const voice = useVoice({}, pino({ level: 'trace' }, memory));

  it('holds no body, no token, no name, no key and no words of the vendor', async () => {
    const { topic, token } = await voice.invite({
      topic: `${SECRET}topic`,
      agent_context: `${SECRET}context`,
    });
    const shared = await voice.share(topic);
    await voice.startCall(shared, { name: `${SECRET}name`, respondent_key: `${SECRET}browser` });
    await voice.startCall(shared, { name: `${SECRET}name`, _hp: 'x' });
    voice.provider.behave((response) => answerJson(response, 400, { message: `${SECRET}words` }));
    await voice.startCall(token);
    voice.provider.behave((response) => response.socket?.destroy());
    await voice.startCall(token);

    const report = (id: string) =>
      JSON.stringify(reportOf(id, voice.lastMetadata, { analysis: { summary: `${SECRET}summary` } }));
    await voice.deliver(report('a'));
    await voice.deliver(report('a'), signatureOf('x'));
    await voice.deliver(`${report('a')}${SECRET}`);
    await voice.parley.database.query(
      `ALTER TABLE user_interview ADD CONSTRAINT never CHECK (false) NOT VALID`,
    );
    const statuses = [(await voice.deliver(report('b'))).status, (await voice.deliver(report('a'))).status];

    expect(statuses).toEqual([500, 200]);
    const text = lines.join('');
    for (const said of ['voice vendor not reached', 'voice vendor answered unexpectedly', 'request failed']) {
      expect(text).toContain(said);
    }
    const secrets = [SECRET, token, shared, PRIVATE_KEY, WEBHOOK_SECRET, 'Sundays', 'grace@', 'Grace'];
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

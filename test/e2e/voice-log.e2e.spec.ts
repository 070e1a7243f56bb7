import { Writable } from 'node:stream';
import { pino } from 'pino';
import { answerJson, PRIVATE_KEY, signatureOf, WEBHOOK_SECRET } from '../support/fake-vendor';
import { reportOf, VoiceStage } from '../support/voice';

const SECRET = 'Confidential-';

describe('the log of voice calls, at its most talkative', () => {
  const lines: string[] = [];
  let stage: VoiceStage;

  beforeAll(async () => {
    const memory = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString());
        done();
      },
    });
    stage = await VoiceStage.start({}, pino({ level: 'trace' }, memory));
  });
  afterAll(() => stage.stop());

  it('holds no body, no token, no name, no key and no words of the vendor', async () => {
    const { topic, token } = await stage.invite({
      topic: `${SECRET}topic`,
      agent_context: `${SECRET}context`,
    });
    const shared = await stage.share(topic);
    await stage.startCall(shared, { name: `${SECRET}name`, respondent_key: `${SECRET}browser` });
    await stage.startCall(shared, { name: `${SECRET}name`, _hp: 'x' });
    stage.vendor.behave((response) => answerJson(response, 400, { message: `${SECRET}words` }));
    await stage.startCall(token);
    stage.vendor.behave((response) => response.socket?.destroy());
    await stage.startCall(token);

    const report = (id: string) =>
      JSON.stringify(reportOf(id, stage.lastMetadata, { analysis: { summary: `${SECRET}summary` } }));
    await stage.deliver(report('a'));
    await stage.deliver(report('a'), signatureOf('x'));
    await stage.deliver(`${report('a')}${SECRET}`);
    await stage.parley.database.query(
      `ALTER TABLE user_interview ADD CONSTRAINT never CHECK (false) NOT VALID`,
    );
    const statuses = [(await stage.deliver(report('b'))).status, (await stage.deliver(report('a'))).status];

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

import { InterviewsService } from '../../src/interviews/interviews.service';
import { reportOf, VoiceFixture } from '../support/builders/voice-fixture';

describe('the page of somebody who talked', () => {
  let voice: VoiceFixture;
  let interviews: InterviewsService;

  beforeAll(async () => {
    voice = await VoiceFixture.start();
    interviews = voice.parley.app.get(InterviewsService, { strict: false });
  });
  afterAll(() => voice.stop());

  async function talked(values: Record<string, unknown> = {}) {
    const { topic, token } = await voice.invite();
    await voice.startCall(token);
    await voice.deliver(reportOf(voice.newCallId(), voice.lastMetadata, values));
    const visitor = { accessToken: token, language: 'en', respondentKey: null } as const;
    return { topic, visitor };
  }
  const NOBODY_SPOKE = { artifact: { messages: [{ role: 'bot', message: 'Hello?' }] } };

  it('says that they are done, and takes back nothing', async () => {
    const { topic, visitor } = await talked();
    await interviews.undo(visitor);
    await interviews.begin(visitor, '');
    expect((await interviews.view(visitor))?.state).toEqual({ step: 'completed', canUndo: false });
    expect(await voice.interviews(topic)).toMatchObject([{ status: 'completed' }]);
  });

  it('welcomes whoever said nothing, who can still write', async () => {
    const { topic, visitor } = await talked(NOBODY_SPOKE);
    expect((await interviews.view(visitor))?.state).toMatchObject({ step: 'welcome' });
    await interviews.begin(visitor, '');
    await interviews.consent(visitor);
    expect((await interviews.view(visitor))?.state).toMatchObject({ step: 'question', position: 0 });
    expect((await voice.interviews(topic)).map(({ call_id }) => call_id === null)).toEqual([false, true]);
  });

  it('counts towards what the topic takes, unless nobody spoke', async () => {
    const { topic } = await talked(NOBODY_SPOKE);
    await voice.parley.database.query(`UPDATE user_interview_topic SET max_responses = 1 WHERE id = $1`, [
      topic,
    ]);
    const token = await voice.share(topic);
    expect((await voice.startCall(token, { name: 'Alan' })).status).toBe(200);
    await voice.deliver(reportOf(voice.newCallId(), voice.lastMetadata));
    expect((await voice.startCall(token, { name: 'Kurt' })).status).toBe(409);
  });
});

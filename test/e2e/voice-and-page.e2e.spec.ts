import { InterviewsService } from '../../src/interviews/interviews.service';
import { reportOf, VoiceStage } from '../support/voice';

describe('the page of somebody who talked', () => {
  let stage: VoiceStage;
  let interviews: InterviewsService;
  let calls = 0;

  beforeAll(async () => {
    stage = await VoiceStage.start();
    interviews = stage.parley.app.get(InterviewsService, { strict: false });
  });
  afterAll(() => stage.stop());

  async function talked(values: Record<string, unknown> = {}) {
    const { topic, token } = await stage.invite();
    await stage.startCall(token);
    await stage.deliver(reportOf(`talked-${++calls}`, stage.lastMetadata, values));
    const visitor = { accessToken: token, language: 'en', respondentKey: null } as const;
    return { topic, visitor };
  }
  const NOBODY_SPOKE = { artifact: { messages: [{ role: 'bot', message: 'Hello?' }] }, analysis: {} };

  it('says that they are done, and takes back nothing', async () => {
    const { topic, visitor } = await talked();
    await interviews.undo(visitor);
    await interviews.begin(visitor, '');
    expect((await interviews.view(visitor))?.state).toEqual({ step: 'completed', canUndo: false });
    expect(await stage.interviews(topic)).toMatchObject([{ status: 'completed' }]);
  });

  it('welcomes whoever said nothing, who can still write', async () => {
    const { topic, visitor } = await talked(NOBODY_SPOKE);
    expect((await interviews.view(visitor))?.state).toMatchObject({ step: 'welcome' });
    await interviews.begin(visitor, '');
    await interviews.consent(visitor);
    expect((await interviews.view(visitor))?.state).toMatchObject({ step: 'question', position: 0 });
    expect((await stage.interviews(topic)).map(({ call_id }) => call_id === null)).toEqual([false, true]);
  });

  it('counts towards what the topic takes, unless nobody spoke', async () => {
    const { topic } = await talked(NOBODY_SPOKE);
    await stage.parley.database.query(`UPDATE user_interview_topic SET max_responses = 1 WHERE id = $1`, [
      topic,
    ]);
    const token = await stage.share(topic);
    expect((await stage.startCall(token, { name: 'Alan' })).status).toBe(200);
    await stage.deliver(reportOf(`talked-${++calls}`, stage.lastMetadata));
    expect((await stage.startCall(token, { name: 'Kurt' })).status).toBe(409);
  });
});

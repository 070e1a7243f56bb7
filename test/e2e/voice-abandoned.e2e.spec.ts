import type { ResponseDto } from '../../src/responses/response.dto';
import { linksOf } from '../support/builders/invites';
import { reportOf, tokenOf, VoiceFixture } from '../support/builders/voice-fixture';

const ALONE = { artifact: { messages: [{ role: 'bot', message: 'Hello?' }] }, analysis: {} };
const SUMMARY_ALONE = { artifact: {}, analysis: { summary: 'Plans on Sundays.' } };

describe('a reported call', () => {
  let voice: VoiceFixture;
  let calls = 0;

  beforeAll(async () => {
    voice = await VoiceFixture.start();
  });
  afterAll(() => voice.stop());

  const responses = async (topic: string) =>
    (await voice.ada.get<{ results: ResponseDto[] }>(`/user_interviews/?topic=${topic}`)).body.results;
  const report = async (metadata: Record<string, unknown>, values: Record<string, unknown> = {}) => {
    const { status } = await voice.deliver(reportOf(`over-${++calls}`, metadata, values));
    expect(status).toBe(201);
  };

  async function called(values: Record<string, unknown> = {}) {
    const { topic, token } = await voice.invite();
    await voice.startCall(token);
    await report(voice.lastMetadata, values);
    return { topic, token };
  }

  it.each([
    ['the interviewer alone spoke', ALONE],
    ['the interviewer alone is in the transcript', { artifact: { transcript: 'AI: Hello?' }, analysis: {} }],
    [
      'the interviewer alone spoke, by the name of the report',
      {
        artifact: { transcript: 'Emma: Hello? Anybody there?' },
        assistant: { artifactPlan: { transcriptPlan: { assistantName: 'Emma' } } },
        analysis: {},
      },
    ],
    ['there was no word', { artifact: { messages: [] }, analysis: {} }],
  ])('is abandoned at once when %s', async (_what, values) => {
    const { topic, token } = await called(values);
    const [response, ...others] = await responses(topic);
    expect(others).toEqual([]);
    expect(response).toMatchObject({
      status: 'abandoned',
      classifications: ['abandoned'],
      completed_at: null,
    });
    const id = response?.id ?? '';
    const changed = await voice.ada.patch<ResponseDto>(`/user_interviews/${id}/`, {
      classifications: ['off-topic'],
    });
    expect(changed.body.classifications).toEqual(['abandoned', 'off-topic']);
    const cleared = await voice.ada.patch<ResponseDto>(`/user_interviews/${id}/`, { classifications: [] });
    expect(cleared.body.classifications).toEqual(['abandoned']);
    expect((await voice.startCall(token)).status).toBe(200);
  });

  it('counts as answered with a summary and no transcript', async () => {
    const { topic, token } = await called(SUMMARY_ALONE);
    expect(await responses(topic)).toMatchObject([
      { status: 'completed', classifications: [], transcript: '', summary: 'Plans on Sundays.' },
    ]);
    expect((await voice.startCall(token)).status).toBe(409);
  });

  it('is read from the list of messages that is not empty', async () => {
    const messages = [
      { role: 'bot', message: 'Hi' },
      { role: 'user', message: 'yes' },
    ];
    const { topic } = await called({ artifact: { messages: [] }, messages, analysis: {} });
    expect(await responses(topic)).toMatchObject([
      { status: 'completed', transcript: 'Interviewer: Hi\n\nInterviewee: yes' },
    ]);
  });

  describe('on a shared link', () => {
    async function shared() {
      const { topic } = await voice.invite();
      const token = await voice.share(topic);
      const metadataOf = async (key: string) => {
        await voice.startCall(token, { name: 'Alan', respondent_key: key });
        return voice.lastMetadata;
      };
      return { topic, ada: await metadataOf('browser-of-ada'), eve: await metadataOf('browser-of-eve') };
    }

    it('replaces what the same respondent has abandoned, and nothing of others', async () => {
      const { topic, ada, eve } = await shared();
      for (const metadata of [ada, ada, eve]) await report(metadata, ALONE);
      expect(await responses(topic)).toHaveLength(3);
      await report(ada);
      const statusOf = async () =>
        (await responses(topic)).map((row) => [row.interviewee_identifier, row.status]).sort();
      expect(await statusOf()).toEqual(
        [
          [ada.interviewee_identifier, 'completed'],
          [eve.interviewee_identifier, 'abandoned'],
        ].sort(),
      );
      // A call with answers is never replaced, nor is an attempt by another one.
      await report(ada);
      await report(eve, ALONE);
      expect(await statusOf()).toHaveLength(4);
    });

    it('keeps the attempts on a personal link', async () => {
      const { topic, token } = await called(ALONE);
      await voice.startCall(token);
      await report(voice.lastMetadata);
      expect((await responses(topic)).map(({ status }) => status).sort()).toEqual(['abandoned', 'completed']);
    });
  });
});

describe('a report that names its link by the token', () => {
  let voice: VoiceFixture;

  beforeAll(async () => {
    voice = await VoiceFixture.start();
  });
  afterAll(() => voice.stop());

  it('belongs to the person also when the link was replaced or disabled', async () => {
    const { topic, token } = await voice.invite();
    const identifier = 'Grace Hopper <grace@example.com>';
    await voice.ada.post(`/user_interview_topics/${topic}/remove_interviewee/`, { identifier });
    await voice.ada.post(`/user_interview_topics/${topic}/add_interviewee/`, { identifier });
    const [link] = await linksOf(voice.ada, topic);
    expect(tokenOf(link?.interview_url ?? '')).not.toBe(token);
    for (const [call, metadata] of [
      ['by-token', { sharing_access_token: token }],
      ['by-both', { share_id: '01890000-0000-7000-8000-000000000000', sharing_access_token: token }],
    ] as const) {
      expect((await voice.deliver(reportOf(call, metadata))).status).toBe(201);
    }
    expect(await voice.interviews(topic)).toMatchObject([
      { interviewee_identifier: identifier },
      { interviewee_identifier: identifier },
    ]);
  });
});

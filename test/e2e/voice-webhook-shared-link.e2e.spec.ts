import { expectError } from '../support/clients/expect-error';
import { reportOf, VoiceFixture } from '../support/builders/voice-fixture';

const GRACE = 'Grace Hopper <grace@example.com>';

describe('the webhook of the voice vendor, for a shared link', () => {
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

  const KEY = 'browser-key-1';

  async function startedShared(body: Record<string, unknown> = {}) {
    const { topic } = await stage.invite();
    const token = await stage.share(topic);
    await stage.startCall(token, { name: 'Alan', respondent_key: KEY, ...body });
    return { topic, token, metadata: stage.lastMetadata };
  }

  it('makes an interview of a respondent of their own, who is then done', async () => {
    const { topic, token, metadata } = await startedShared();
    await stage.deliver(reportOf(callId(), metadata));
    expect(await stage.interviews(topic)).toMatchObject([
      {
        kind: 'shared',
        interviewee_identifier: metadata.interviewee_identifier,
        interviewee_emails: [],
        respondent_name: 'Alan',
      },
    ]);
    expectError(await stage.startCall(token, { name: 'Alan', respondent_key: KEY }), 409);
    expect((await stage.startCall(token, { name: 'Alan', respondent_key: 'browser-key-2' })).status).toBe(
      200,
    );
  });

  it('cannot claim somebody else, neither by distinct id nor by identifier', async () => {
    const { topic, metadata } = await startedShared({ distinct_id: GRACE, name: GRACE });
    await stage.deliver(reportOf(callId(), metadata));
    await stage.deliver(reportOf(callId(), { ...metadata, interviewee_identifier: GRACE }));
    await stage.deliver(reportOf(callId(), { ...metadata, interviewee_identifier: 'shared:short' }));
    const interviews = await stage.interviews(topic);
    expect(interviews).toHaveLength(3);
    for (const { kind, interviewee_identifier, interviewee_emails } of interviews) {
      expect([kind, interviewee_emails]).toEqual(['shared', []]);
      expect(interviewee_identifier).toMatch(/^shared:[\w-]{22}$/);
    }
    expect(new Set(interviews.map((interview) => interview.interviewee_identifier)).size).toBe(3);
  });

  it('leaves a personal link to its person, whatever the metadata claims', async () => {
    const { topic, metadata } = await started();
    const forged = {
      ...metadata,
      interviewee_identifier: 'mallory',
      distinct_id: 'mallory',
      shared: 'true',
    };
    await stage.deliver(reportOf(callId(), { ...forged, respondent_name: 'Mallory' }));
    expect(await stage.interviews(topic)).toMatchObject([
      { kind: 'personal', interviewee_identifier: GRACE, respondent_name: '' },
    ]);
  });
});

import { expectError } from '../support/clients/expect-error';
import { reportOf, useVoice } from '../support/builders/voice-fixture';

const GRACE = 'Grace Hopper <grace@example.com>';

describe('the webhook of the voice vendor, for a shared link', () => {
  const voice = useVoice();

  const KEY = 'browser-key-1';

  async function startedShared(body: Record<string, unknown> = {}) {
    const { topic } = await voice.invite();
    const token = await voice.share(topic);
    await voice.startCall(token, { name: 'Alan', respondent_key: KEY, ...body });
    return { topic, token, metadata: voice.lastMetadata };
  }

  it('makes an interview of a respondent of their own, who is then done', async () => {
    const { topic, token, metadata } = await startedShared();
    await voice.deliver(reportOf(voice.newCallId(), metadata));
    expect(await voice.interviews(topic)).toMatchObject([
      {
        kind: 'shared',
        interviewee_identifier: metadata.interviewee_identifier,
        interviewee_emails: [],
        respondent_name: 'Alan',
      },
    ]);
    expectError(await voice.startCall(token, { name: 'Alan', respondent_key: KEY }), 409);
    expect((await voice.startCall(token, { name: 'Alan', respondent_key: 'browser-key-2' })).status).toBe(
      200,
    );
  });

  it('cannot claim somebody else, neither by distinct id nor by identifier', async () => {
    const { topic, metadata } = await startedShared({ distinct_id: GRACE, name: GRACE });
    await voice.deliver(reportOf(voice.newCallId(), metadata));
    await voice.deliver(reportOf(voice.newCallId(), { ...metadata, interviewee_identifier: GRACE }));
    await voice.deliver(reportOf(voice.newCallId(), { ...metadata, interviewee_identifier: 'shared:short' }));
    const interviews = await voice.interviews(topic);
    expect(interviews).toHaveLength(3);
    for (const { kind, interviewee_identifier, interviewee_emails } of interviews) {
      expect([kind, interviewee_emails]).toEqual(['shared', []]);
      expect(interviewee_identifier).toMatch(/^shared:[\w-]{22}$/);
    }
    expect(new Set(interviews.map((interview) => interview.interviewee_identifier)).size).toBe(3);
  });

  it('leaves a personal link to its person, whatever the metadata claims', async () => {
    const { topic, metadata } = await voice.startedCall();
    const forged = {
      ...metadata,
      interviewee_identifier: 'mallory',
      distinct_id: 'mallory',
      shared: 'true',
    };
    await voice.deliver(reportOf(voice.newCallId(), { ...forged, respondent_name: 'Mallory' }));
    expect(await voice.interviews(topic)).toMatchObject([
      { kind: 'personal', interviewee_identifier: GRACE, respondent_name: '' },
    ]);
  });
});

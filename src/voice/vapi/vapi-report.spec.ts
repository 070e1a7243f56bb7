import { parseVapiReport } from './vapi-report';

const PLAN = { assistantName: 'Interviewer Bot', userName: 'Ada' };

const parsed = (message: Record<string, unknown>) => {
  const report = parseVapiReport(
    Buffer.from(
      JSON.stringify({ message: { type: 'end-of-call-report', call: { id: 'call' }, ...message } }),
    ),
  );
  if (!report) throw new Error('This is no report.');
  return report;
};
const turns = (message: Record<string, unknown>) =>
  parsed(message).turns.map(({ speaker, text }) => `${speaker}: ${text}`);

describe('the speakers of a report', () => {
  it('are named by its transcript plan', () => {
    expect(
      turns({
        artifact: { transcript: 'Interviewer Bot: Hi, why paper?\nAda: I like pens' },
        assistant: { artifactPlan: { transcriptPlan: PLAN } },
      }),
    ).toEqual(['interviewer: Hi, why paper?', 'interviewee: I like pens']);
  });

  it('can be the interviewer alone', () => {
    expect(
      turns({
        artifact: { transcript: 'Emma: Hello? Anybody there?' },
        assistant: { artifactPlan: { transcriptPlan: { assistantName: 'Emma' } } },
      }),
    ).toEqual(['interviewer: Hello? Anybody there?']);
  });

  it.each([
    ['the plan of the assistant', { assistant: { artifactPlan: { transcriptPlan: PLAN } } }],
    ['the plan of the call', { call: { id: 'call', artifactPlan: { transcriptPlan: PLAN } } }],
    [
      'the plan of the overrides',
      { call: { id: 'call', assistantOverrides: { artifactPlan: { transcriptPlan: PLAN } } } },
    ],
    [
      'the assistant and the variables',
      {
        assistant: { name: 'Interviewer Bot' },
        call: { id: 'call', assistantOverrides: { variableValues: { userName: 'Ada' } } },
      },
    ],
    [
      'the metadata of a shared link',
      { assistant: { name: 'Interviewer Bot', metadata: { respondent_name: 'Ada' } } },
    ],
    [
      'the metadata of a personal link',
      { assistant: { name: 'Interviewer Bot', metadata: { interviewee_identifier: 'ada@example.com' } } },
    ],
    ['the customer', { assistant: { name: 'Interviewer Bot' }, customer: { name: 'Ada' } }],
  ])('are named by %s', (_where, message) => {
    const transcript = 'INTERVIEWER  BOT: Hi.\nada : Hello.';
    expect(turns({ ...message, transcript })).toEqual(['interviewer: Hi.', 'interviewee: Hello.']);
  });

  it.each(['AI', 'Assistant', 'Bot', 'Interviewer'])('are the interviewer as %s, in any case', (label) => {
    for (const written of [label, label.toLowerCase(), label.toUpperCase()]) {
      expect(turns({ transcript: `${written}: Hi.` })).toEqual(['interviewer: Hi.']);
      expect(turns({ messages: [{ role: written, message: 'Hi.' }] })).toEqual(['interviewer: Hi.']);
    }
  });

  it.each(['User', 'Interviewee'])('are the interviewee as %s, in any case', (label) => {
    for (const written of [label, label.toLowerCase(), label.toUpperCase()]) {
      expect(turns({ transcript: `AI: Hi.\n${written}: Yes.` })).toEqual([
        'interviewer: Hi.',
        'interviewee: Yes.',
      ]);
      expect(turns({ messages: [{ role: written, message: 'Yes.' }] })).toEqual(['interviewee: Yes.']);
    }
  });

  it('are found by names with colons and signs', () => {
    const plan = { assistantName: 'Dr. (E): mma', userName: 'Zoë' };
    expect(
      turns({
        transcript: `Dr. (E): mma: So: why?\nZoe\u0308: Because: pens.`,
        assistant: { artifactPlan: { transcriptPlan: plan } },
      }),
    ).toEqual(['interviewer: So: why?', 'interviewee: Because: pens.']);
  });

  it('stay the same when a person is called like an assistant or a role', () => {
    const named = (userName: string) => ({
      call: { id: 'call', assistantOverrides: { variableValues: { userName } } },
    });
    expect(turns({ ...named('AI'), transcript: 'AI: Hi.' })).toEqual(['interviewer: Hi.']);
    expect(turns({ ...named('system'), messages: [{ role: 'system', message: 'Confidential.' }] })).toEqual(
      [],
    );
  });
});

describe('the conversation of a report', () => {
  const SAID = [
    { role: 'bot', message: 'Hi' },
    { role: 'user', message: 'yes' },
  ];

  it('is not hidden by an empty list of messages', () => {
    expect(turns({ artifact: { messages: [] }, messages: SAID })).toEqual([
      'interviewer: Hi',
      'interviewee: yes',
    ]);
    expect(turns({ artifact: { messages: SAID }, messages: [] })).toHaveLength(2);
    expect(
      turns({ artifact: { messages: [{ role: 'system', message: 'x' }] }, messages: SAID }),
    ).toHaveLength(2);
  });

  it('is not hidden by an empty transcript', () => {
    expect(
      turns({ artifact: { messages: [], transcript: ' ' }, messages: [], transcript: 'User: yes' }),
    ).toEqual(['interviewee: yes']);
  });
});

describe('the recording of a report', () => {
  const URL = 'https://recordings.example.com/1.wav';

  it.each<[string, Record<string, unknown>]>([
    ['recordingUrl', { recordingUrl: URL }],
    ['recording', { recording: URL }],
    ['recording.url', { recording: { url: URL } }],
    ['recording.mono.combinedUrl', { recording: { mono: { combinedUrl: URL } } }],
    ['recording.mono.customerUrl', { recording: { mono: { customerUrl: URL } } }],
    ['recording.stereoUrl', { recording: { stereoUrl: URL } }],
    ['recording.stereo.url', { recording: { stereo: { url: URL } } }],
    ['stereoRecordingUrl', { stereoRecordingUrl: URL }],
  ])('is found in %s', (_name, place) => {
    expect(parsed(place).recordingUrl).toBe(URL);
    expect(parsed({ artifact: place }).recordingUrl).toBe(URL);
    // An unusable address does not hide a usable one.
    expect(parsed({ artifact: { recordingUrl: 'javascript:alert(1)' }, ...place }).recordingUrl).toBe(URL);
  });

  it('is missing without a usable address', () => {
    expect(parsed({ recording: { url: 'file:///etc/passwd', mono: 7 } }).recordingUrl).toBeNull();
  });
});

import type { Logger } from 'pino';
import type { Settings } from '../../../src/config/settings';
import { startTestApp, type TestApp } from '../app/test-app';
import { type Answer, ApiClient, type ErrorBody } from '../clients/api-client';
import { type FakeVoiceProvider, signatureOf, startFakeVoiceProvider } from '../fakes/voice-provider';
import { linksOf } from './invites';
import { pathOfLink } from './link-tokens';

/** An answer of the webhook that takes reports. */
export type ReportAnswer = { status?: string; interview_id?: string } & Partial<ErrorBody>;

/** The columns of a stored interview that these tests check. */
export interface StoredInterview {
  id: string;
  call_id: string | null;
  kind: string;
  status: string;
  interviewee_identifier: string;
  interviewee_emails: string[];
  respondent_name: string;
  has_answers: boolean;
  transcript: string;
  summary: string;
  created_by: string;
}

/** An application with a voice provider, and the steps that tests of voice calls take. */
export class VoiceFixture {
  private calls = 0;

  private constructor(
    readonly parley: TestApp,
    readonly provider: FakeVoiceProvider,
    readonly ada: ApiClient,
  ) {}

  static async start(settings: Partial<Settings> = {}, logger?: Logger): Promise<VoiceFixture> {
    const provider = await startFakeVoiceProvider();
    const parley = await startTestApp({ vapi: provider.account, ...settings }, logger);
    return new VoiceFixture(parley, provider, await parley.client({ scopes: ['*'] }));
  }

  async stop(): Promise<void> {
    await this.parley.close();
    await this.provider.stop();
  }

  /** A new topic that targets one person, and the token of the person's link. */
  async invite(values: Record<string, unknown> = {}): Promise<{ topic: string; token: string }> {
    const { id } = await this.ada.createTopic(values);
    const [link] = await linksOf(this.ada, id);
    return { topic: id, token: tokenOf(link?.interview_url ?? '') };
  }

  /** The token of a new shared link of the topic. */
  async share(topic: string): Promise<string> {
    const [row] = await this.parley.database.query<{ id: string }>(
      `INSERT INTO sharing_configuration (topic_id, identifier, kind) VALUES ($1, '', 'shared')
       RETURNING id`,
      [topic],
    );
    return tokenOf(pathOfLink(row?.id ?? ''));
  }

  startCall<T = { web_call: { id: string; url: string } }>(
    token: string,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const visitor = new ApiClient(this.parley.baseUrl, '', '');
    return visitor.request<T>('POST', `/api/user_interviews/share/${token}/start_call/`, body, headers);
  }

  /** Starts a call on a new personal link. The report of the call must carry the metadata. */
  async startedCall(): Promise<{ topic: string; token: string; metadata: Record<string, string> }> {
    const { topic, token } = await this.invite();
    await this.startCall(token);
    return { topic, token, metadata: this.lastMetadata };
  }

  /** An id that no other call of this application has. */
  newCallId(): string {
    return `call-of-test-${++this.calls}`;
  }

  /** The metadata that the newest call was started with. */
  get lastMetadata(): Record<string, string> {
    return this.provider.requests.at(-1)?.body.assistantOverrides.metadata ?? {};
  }

  /** Delivers a message, signed unless told otherwise. */
  deliver(message: unknown, signature?: string | null): Promise<Answer<ReportAnswer>> {
    const body = typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message);
    const signed = signature === undefined ? signatureOf(body) : signature;
    const client = new ApiClient(this.parley.baseUrl, '', '');
    return client.request<ReportAnswer>('POST', '/api/user_interviews/vapi_webhook/', body, {
      'content-type': 'application/json',
      ...(signed === null ? {} : { 'x-vapi-signature': signed }),
    });
  }

  interviews(topic: string): Promise<StoredInterview[]> {
    return this.parley.database.query<StoredInterview>(
      `SELECT i.id, call_id, kind, status, interviewee_identifier, interviewee_emails, respondent_name, has_answers,
              transcript, summary, u.email AS created_by
       FROM user_interview i JOIN "user" u ON u.id = i.created_by_id WHERE topic_id = $1 ORDER BY i.id`,
      [topic],
    );
  }
}

/** A fixture for all tests of the file or `describe` that calls this; it is filled at the start. */
export function useVoice(settings: Partial<Settings> = {}, logger?: Logger): VoiceFixture {
  const handle = Object.create(VoiceFixture.prototype) as VoiceFixture;
  let started: VoiceFixture | undefined;
  beforeAll(async () => {
    started = await VoiceFixture.start(settings, logger);
    Object.assign(handle, started);
  });
  afterAll(() => started?.stop());
  return handle;
}

/** The token in an interview link. */
export function tokenOf(interviewUrl: string): string {
  return interviewUrl.slice(interviewUrl.lastIndexOf('/') + 1);
}

/** A report of a call in which something was said. */
export function reportOf(
  callId: string,
  metadata: Record<string, unknown>,
  values: Record<string, unknown> = {},
): { message: Record<string, unknown> } {
  return {
    message: {
      type: 'end-of-call-report',
      endedReason: 'customer-ended-call',
      call: { id: callId, assistantOverrides: { metadata } },
      artifact: {
        recordingUrl: 'https://recordings.example.com/1.wav',
        messages: [
          { role: 'system', message: 'You are an interviewer. Confidential.' },
          { role: 'bot', message: 'Hi Grace, shall we begin?' },
          { role: 'user', message: 'Yes.\n\nI plan on Sundays.' },
          { role: 'tool_calls', toolCalls: [] },
          { role: 'bot', message: 'Thank you.' },
        ],
      },
      analysis: { summary: 'Plans on Sundays.' },
      ...values,
    },
  };
}

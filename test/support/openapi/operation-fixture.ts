import { deliveriesOf, insertDeliveries } from '../builders/deliveries';
import { linksOf } from '../builders/invites';
import { reportOf, tokenOf, useVoice, type VoiceFixture } from '../builders/voice-fixture';
import type { Answer } from '../clients/api-client';
import { signatureOf } from '../fakes/voice-provider';
import type { DocumentedOperation } from './document';

const NOTHING = '01890000-0000-7000-8000-000000000000';

/** Gives every documented operation rows to work on. */
export class OperationFixture {
  constructor(private readonly voice: VoiceFixture) {}

  /**
   * The operation's path with ids of things made for this call.
   * @param listed identifiers that the topic targets besides the person of the document's examples
   */
  async pathFor({ path }: DocumentedOperation, listed: string[] = []): Promise<string> {
    const { ada } = this.voice;
    if (!/\{(id|topic_id|token)\}/.test(path)) return path.replace('{project_id}', ada.projectId);
    const { id: topic } = await ada.createTopic({
      interviewee_emails: ['Ada Lovelace <ada@example.com>'],
      interviewee_distinct_ids: listed,
    });
    let filled = path
      .replace('user_interview_topics/{id}', `user_interview_topics/${topic}`)
      .replace('{topic_id}', topic);
    if (filled.includes('interviewees/{id}')) filled = filled.replace('{id}', await this.contextOf(topic));
    if (filled.includes('user_interviews/{id}'))
      filled = filled.replace('{id}', await this.responseOn(topic));
    if (filled.includes('{invite_id}/settle')) {
      filled = filled.replace('{invite_id}', await this.uncertainInviteOf(topic));
    }
    if (filled.includes('{token}')) filled = filled.replace('{token}', await this.tokenFor(topic));
    return filled.replace('{project_id}', ada.projectId).replace(/\{\w+\}/g, NOTHING);
  }

  /** Calls an operation; a text is sent as a form. */
  request(
    { method, operationId }: DocumentedOperation,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Record<string, unknown>>> {
    const own: Record<string, string> = {};
    if (typeof body === 'string') own['content-type'] = 'application/x-www-form-urlencoded';
    if (operationId === 'user_interviews_vapi_webhook_create') {
      own['x-vapi-signature'] = signatureOf(JSON.stringify(body));
    }
    return this.voice.ada.request(method, path, body, { ...own, ...headers });
  }

  private async contextOf(topic: string): Promise<string> {
    const { body } = await this.voice.ada.post<{ id: string }>(
      `/user_interview_topics/${topic}/interviewees/`,
      { interviewee_identifier: 'somebody', agent_context: 'Plans on Sundays.' },
    );
    return body.id;
  }

  private async uncertainInviteOf(topic: string): Promise<string> {
    await insertDeliveries(this.voice.parley.database, topic, { count: 1, status: 'uncertain' });
    const [invite] = await deliveriesOf(this.voice.ada, topic);
    return invite?.id ?? NOTHING;
  }

  private async tokenFor(topic: string): Promise<string> {
    const [link] = await linksOf(this.voice.ada, topic);
    return tokenOf(link?.interview_url ?? '');
  }

  private async responseOn(topic: string): Promise<string> {
    const { body } = await this.voice.startCall(await this.tokenFor(topic));
    const report = reportOf(body.web_call.id, this.voice.lastMetadata);
    return (await this.voice.deliver(report)).body.interview_id ?? NOTHING;
  }
}

/** An application and a fixture for all tests of the file or `describe` that calls this. */
export function useOperationFixture(): OperationFixture {
  return new OperationFixture(useVoice());
}

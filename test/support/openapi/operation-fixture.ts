import { setContact } from '../builders/contacts';
import { deliveriesOf, insertDeliveries, insertOpenBatch } from '../builders/deliveries';
import { linksOf } from '../builders/invites';
import { insertWebhook } from '../builders/webhooks';
import { reportOf, tokenOf, useVoice, type VoiceFixture } from '../builders/voice-fixture';
import type { Answer } from '../clients/api-client';
import { signatureOf } from '../fakes/voice-provider';
import { SECRETS, signedRequest } from '../mail-reports/provider-fixtures';
import type { DocumentedOperation } from './document';

/** Operations about the signed-in user, which take a session and no key. */
const OF_SESSIONS = /^\/api\/(session|sessions|personal_api_keys)(\/|$)/;

const NOTHING = '01890000-0000-7000-8000-000000000000';

/** Gives every documented operation rows to work on. */
export class OperationFixture {
  constructor(private readonly voice: VoiceFixture) {}

  /**
   * The operation's path with ids of things made for this call.
   * @param listed identifiers that the topic targets besides the person of the document's examples
   */
  async pathFor({ path }: DocumentedOperation, listed: string[] = []): Promise<string> {
    const { ada, parley } = this.voice;
    // A contact that an earlier call has made `opted_out` would take a reason.
    if (path.includes('/contacts')) await parley.database.query('DELETE FROM contact');
    // A project has few webhooks.
    if (path.includes('/webhooks')) await parley.database.query('DELETE FROM webhook');
    // The person of the examples can be added once.
    if (path.endsWith('/members')) await this.leaveOnlyAda();
    if (!/\{(id|topic_id|token)\}/.test(path)) {
      return path.replace('{project_id}', ada.projectId).replace('{provider}', 'standard');
    }
    if (/\/(members|keys|personal_api_keys)\//.test(path)) return this.memberOrKey(path);
    if (path.includes('/webhooks/')) return this.webhook(path);
    const { id: topic } = await ada.createTopic({
      interviewee_emails: ['Ada Lovelace <ada@example.com>'],
      interviewee_distinct_ids: listed,
    });
    let filled = path
      .replace('user_interview_topics/{id}', `user_interview_topics/${topic}`)
      .replace('{topic_id}', topic);
    if (filled.includes('contacts/{id}')) filled = filled.replace('{id}', await this.contactId());
    if (filled.includes('interviewees/{id}')) filled = filled.replace('{id}', await this.contextOf(topic));
    if (filled.includes('user_interviews/{id}'))
      filled = filled.replace('{id}', await this.responseOn(topic));
    if (filled.includes('{invite_id}/settle')) {
      filled = filled.replace('{invite_id}', await this.uncertainInviteOf(topic));
    }
    if (filled.includes('{batch_id}')) {
      filled = filled.replace('{batch_id}', await insertOpenBatch(parley.database, topic));
    }
    if (filled.includes('{token}')) filled = filled.replace('{token}', await this.tokenFor(topic));
    return filled.replace('{project_id}', ada.projectId).replace(/\{\w+\}/g, NOTHING);
  }

  /** Calls an operation; a text is sent as a form or, where the operation takes one, as a file. */
  async request(
    { method, operationId, requestBody, path: template }: DocumentedOperation,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Record<string, unknown>>> {
    const own: Record<string, string> = {};
    if (typeof body === 'string') {
      own['content-type'] = requestBody?.content['text/csv']
        ? 'text/csv'
        : 'application/x-www-form-urlencoded';
    }
    if (operationId === 'user_interviews_vapi_webhook_create') {
      own['x-vapi-signature'] = signatureOf(JSON.stringify(body));
    }
    if (operationId === 'mail_reports_create' && typeof body === 'object') {
      Object.assign(own, signedRequest('standard', body as object).headers);
    }
    const { ada, parley } = this.voice;
    // A session of its own for each call, because some calls end it.
    const client = OF_SESSIONS.test(template) ? await parley.signIn() : ada;
    return client.request(method, path, body, { ...own, ...headers });
  }

  /** The path of a member or key that was just made. */
  private async memberOrKey(path: string): Promise<string> {
    const { ada, parley } = this.voice;
    const [made] = await parley.database.query<{ member: string; key: string }>(
      `WITH person AS (
         INSERT INTO "user" (email) VALUES (gen_random_uuid() || '@parley.test') RETURNING id
       ), member AS (
         INSERT INTO project_membership (project_id, user_id) SELECT $1, id FROM person
       )
       INSERT INTO personal_api_key (user_id, label, mask, key_hash, scopes)
       SELECT id, 'key', 'ply_…', decode(md5(id::text), 'hex'), '{*}' FROM person
       RETURNING user_id AS member, id AS key`,
      [ada.projectId],
    );
    const id = path.includes('/members/') ? made?.member : made?.key;
    return path.replace('{project_id}', ada.projectId).replace('{id}', id ?? NOTHING);
  }

  /** The path of a webhook that was just made, and of its attempt. */
  private async webhook(path: string): Promise<string> {
    const { ada, parley } = this.voice;
    const { webhook, attempt } = await insertWebhook(parley.database, ada.projectId);
    return path
      .replace('{project_id}', ada.projectId)
      .replace('{id}', webhook)
      .replace('{attempt_id}', attempt);
  }

  private async leaveOnlyAda(): Promise<void> {
    const { ada, parley } = this.voice;
    await parley.database.query(
      `DELETE FROM project_membership m USING "user" u
       WHERE u.id = m.user_id AND m.project_id = $1 AND u.email <> 'ada@parley.test'`,
      [ada.projectId],
    );
  }

  private async contextOf(topic: string): Promise<string> {
    const { body } = await this.voice.ada.post<{ id: string }>(
      `/user_interview_topics/${topic}/interviewees/`,
      { interviewee_identifier: 'somebody', agent_context: 'Plans on Sundays.' },
    );
    return body.id;
  }

  private async contactId(): Promise<string> {
    return (await setContact(this.voice.ada, 'grace@example.com', 'free')).body.id;
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
  return new OperationFixture(useVoice({ mailReportSecretStandard: SECRETS.standard }));
}

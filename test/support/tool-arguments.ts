import type { ApiClient } from './api-client';
import { insertDeliveries, ledgerOf } from './ledger';
import { newSubject, OPERATIONS } from './operations';
import type { TestApp } from './test-app';

/** Arguments with which the tool for an operation works, on rows of their own. */
export async function argumentsFor(
  operationId: string,
  client: ApiClient,
  { database }: TestApp,
): Promise<Record<string, unknown>> {
  const subject = await newSubject(client);
  const operation = OPERATIONS.find(({ id }) => id === operationId);
  const { body = {}, path = ':topic' } = operation ?? {};
  if (path.includes(':response')) return { ...body, id: subject.response };
  if (path.includes(':interviewee')) return { ...body, topic_id: subject.topic, id: subject.interviewee };
  if (path.includes('/interviewees')) return { ...body, topic_id: subject.topic };
  if (operationId.endsWith('rotate_link_create')) {
    const { body: topic } = await client.get<{ interviewee_emails: string[] }>(
      `/user_interview_topics/${subject.topic}/`,
    );
    return { id: subject.topic, identifier: topic.interviewee_emails[0] };
  }
  if (operationId.endsWith('invites_retry_create')) {
    await insertDeliveries(database, subject.topic, { count: 1, status: 'failed' });
    const [failed] = await ledgerOf(client, subject.topic);
    return { id: subject.topic, invite_id: failed?.id };
  }
  if (operationId.endsWith('invites_settle_create')) {
    await insertDeliveries(database, subject.topic, { count: 1, status: 'uncertain' });
    const [uncertain] = await ledgerOf(client, subject.topic);
    return { ...body, id: subject.topic, invite_id: uncertain?.id };
  }
  if (operationId.endsWith('send_invites_create')) return { id: subject.topic, dry_run: true };
  return path.includes(':topic') && operationId !== 'audit_events_list'
    ? { ...body, id: subject.topic }
    : { ...body };
}

import type { TestApp } from '../app/test-app';
import type { Answer, ApiClient } from '../clients/api-client';
import { setContact } from './contacts';
import { deliveriesOf, insertDeliveries, insertOpenBatch } from './deliveries';
import { insertWebhook } from './webhooks';
import type { TestDatabase } from '../app/test-database';
import { insertResponse } from './responses';

/** The ids of the rows that an operation works on. */
export interface Subject {
  topic: string;
  interviewee: string;
  /** An unknown id when left out. */
  response?: string;
}

/** One operation of the API, with a body that succeeds on a fresh {@link Subject}. */
export interface Operation {
  id: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the project; `:topic`, `:interviewee` and `:response` stand for the ids of the subject. */
  path: string;
  scope: 'read' | 'write';
  status: 200 | 201 | 204;
  body?: Record<string, unknown>;
}

const TOPICS = '/user_interview_topics';
const TOPIC = `${TOPICS}/:topic`;
const PEOPLE = `${TOPIC}/interviewees`;
const PERSON = `${PEOPLE}/:interviewee`;
const RESPONSES = '/user_interviews';
const RESPONSE = `${RESPONSES}/:response`;
const NOBODY = '01890000-0000-7000-8000-000000000000';

const ITEM = { interviewee_identifier: 'user-2', agent_context: 'Plans on paper.' };

/** The operations that generated clients have; deletions come last. */
export const OPERATIONS: readonly Operation[] = [
  op('list', 'GET', TOPICS, 'read', 200),
  op('create', 'POST', TOPICS, 'write', 201, { topic: 'Planning', interviewee_distinct_ids: ['user-1'] }),
  op('retrieve', 'GET', TOPIC, 'read', 200),
  op('partial_update', 'PATCH', TOPIC, 'write', 200, { topic: 'Planning again' }),
  op('add_interviewee_create', 'POST', `${TOPIC}/add_interviewee`, 'write', 200, { identifier: 'user-3' }),
  op('remove_interviewee_create', 'POST', `${TOPIC}/remove_interviewee`, 'write', 200, {
    identifier: 'user-3',
  }),
  op('generate_links_create', 'POST', `${TOPIC}/generate_links`, 'write', 200),
  op('links_csv_create', 'POST', `${TOPIC}/links_csv`, 'write', 200),
  op('preview_invite_create', 'POST', `${TOPIC}/preview_invite`, 'read', 200),
  op('send_invites_create', 'POST', `${TOPIC}/send_invites`, 'write', 200),
  op('remind_create', 'POST', `${TOPIC}/remind`, 'write', 200),
  op('test_link_retrieve', 'GET', `${TOPIC}/test_link`, 'write', 200),
  op('shared_link_create', 'POST', `${TOPIC}/shared_link`, 'write', 200),
  op('shared_link_destroy', 'DELETE', `${TOPIC}/shared_link`, 'write', 204),
  op('interviewees_list', 'GET', PEOPLE, 'read', 200),
  op('interviewees_create', 'POST', PEOPLE, 'write', 201, ITEM),
  op('interviewees_retrieve', 'GET', PERSON, 'read', 200),
  op('interviewees_partial_update', 'PATCH', PERSON, 'write', 200, { agent_context: 'Plans by ear.' }),
  op('interviewees_bulk_create', 'POST', `${PEOPLE}/bulk`, 'write', 200, { items: [ITEM] }),
  op('responses_csv_retrieve', 'GET', `${TOPIC}/responses/csv`, 'read', 200),
  op('responses_jsonl_retrieve', 'GET', `${TOPIC}/responses/jsonl`, 'read', 200),
  op('responses_markdown_retrieve', 'GET', `${TOPIC}/responses/markdown`, 'read', 200),
  op('progress_retrieve', 'GET', `${TOPIC}/progress`, 'read', 200),
  op('progress_list', 'GET', `${TOPICS}/progress`, 'read', 200),
  onResponses('list', 'GET', RESPONSES, 'read', 200),
  onResponses('retrieve', 'GET', RESPONSE, 'read', 200),
  onResponses('partial_update', 'PATCH', RESPONSE, 'write', 200, { summary: 'Plans on paper.' }),
  onResponses('search_create', 'POST', `${RESPONSES}/search`, 'read', 200, { query: 'paper' }),
  onResponses('destroy', 'DELETE', RESPONSE, 'write', 204),
  op('interviewees_destroy', 'DELETE', PERSON, 'write', 204),
  op('destroy', 'DELETE', TOPIC, 'write', 204),
];

/** The operations that take the id of a topic in the path. */
export const OPERATIONS_ON_A_TOPIC = OPERATIONS.filter(({ path }) => path.includes(':topic'));

/** The operations that take the id of a response in the path. */
export const OPERATIONS_ON_A_RESPONSE = OPERATIONS.filter(({ path }) => path.includes(':response'));

/** Rows for `it.each`, titled by the operation's id. */
export function byId(operations: readonly Operation[]): [string, Operation][] {
  return operations.map((operation) => [operation.id, operation]);
}

/** A new topic that targets one mailbox, has one context row and one response. */
export async function newSubject(client: ApiClient): Promise<Subject> {
  const { id: topic } = await client.createTopic();
  const { status, body } = await client.post<{ id: string }>(`${TOPICS}/${topic}/interviewees/`, {
    interviewee_identifier: 'user-1',
    agent_context: 'Plans on Sundays.',
  });
  if (status !== 201) throw new Error(`The context was not created: ${JSON.stringify(body)}`);
  return { topic, interviewee: body.id, response: await insertResponse(client.database, topic) };
}

/** The operation's path below the project. */
export function pathOf({ path }: Operation, subject: Subject): string {
  return path
    .replace(':topic', subject.topic)
    .replace(':interviewee', subject.interviewee)
    .replace(':response', subject.response ?? NOBODY);
}

/** Calls the operation with its good body; `prefix` is the path of a project. */
export function call<T = Record<string, unknown>>(
  client: ApiClient,
  operation: Operation,
  subject: Subject,
  prefix = client.project,
): Promise<Answer<T>> {
  return client.request<T>(operation.method, prefix + pathOf(operation, subject), operation.body);
}

/** Arguments with which the tool for an operation works, on rows of their own. */
export async function argumentsFor(
  operationId: string,
  client: ApiClient,
  { database }: TestApp,
): Promise<Record<string, unknown>> {
  if (/^(contacts|project_settings)_/.test(operationId)) return contactArguments(operationId, client);
  if (operationId.startsWith('people_')) {
    const dryRun = operationId === 'people_export_create' ? {} : { dry_run: true };
    return { identifier: 'grace@example.com', ...dryRun };
  }
  if (/^(project_retention_retrieve|consent_texts_list)$/.test(operationId)) return {};
  if (/^(members|project_keys)_/.test(operationId)) return memberArguments(operationId, client);
  if (operationId.startsWith('webhooks_')) return webhookArguments(operationId, client, database);
  const subject = await newSubject(client);
  const operation = OPERATIONS.find(({ id }) => id === operationId);
  const { body = {}, path = ':topic' } = operation ?? {};
  if (operationId.endsWith('progress_list')) return { topic: subject.topic };
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
    const [failed] = await deliveriesOf(client, subject.topic);
    return { id: subject.topic, invite_id: failed?.id };
  }
  if (operationId.endsWith('invites_settle_create')) {
    await insertDeliveries(database, subject.topic, { count: 1, status: 'uncertain' });
    const [uncertain] = await deliveriesOf(client, subject.topic);
    return { id: subject.topic, invite_id: uncertain?.id, outcome: 'sent' };
  }
  if (/batches_(retrieve|\w+_create)$/.test(operationId)) {
    return { id: subject.topic, batch_id: await insertOpenBatch(database, subject.topic) };
  }
  if (/(send_invites|remind)_create$/.test(operationId)) return { id: subject.topic, dry_run: true };
  return path.includes(':topic') && operationId !== 'audit_events_list'
    ? { ...body, id: subject.topic }
    : { ...body };
}

let people = 0;

/** The same for the tools of members and keys. */
async function memberArguments(operationId: string, client: ApiClient): Promise<Record<string, unknown>> {
  const email = `person${++people}@parley.test`;
  if (operationId === 'members_create') return { email, role: 'viewer' };
  if (operationId.endsWith('_list')) return {};
  const { body } = await client.post<{ id: string }>('/members/', { email, role: 'researcher' });
  if (operationId.startsWith('members')) {
    return operationId === 'members_destroy' ? { id: body.id } : { id: body.id, role: 'viewer' };
  }
  const [key] =
    (await client.database?.query<{ id: string }>(
      `INSERT INTO personal_api_key (user_id, label, mask, key_hash, scopes)
       VALUES ($1, 'key', 'ply_…', decode(md5($2), 'hex'), '{*}') RETURNING id`,
      [body.id, email],
    )) ?? [];
  return { id: key?.id };
}

/** The same for the tools of webhooks. */
async function webhookArguments(
  operationId: string,
  client: ApiClient,
  database: TestDatabase,
): Promise<Record<string, unknown>> {
  if (operationId === 'webhooks_list') return {};
  if (operationId === 'webhooks_create') return { url: 'https://hooks.invalid/', events: ['topic.full'] };
  await database.query('DELETE FROM webhook');
  const { webhook, attempt } = await insertWebhook(database, client.projectId);
  if (operationId.endsWith('replay_create')) return { id: webhook, attempt_id: attempt };
  return operationId === 'webhooks_partial_update' ? { id: webhook, description: 'Chat' } : { id: webhook };
}

/** The same for the tools of contacts and settings, which know no topic. */
async function contactArguments(operationId: string, client: ApiClient): Promise<Record<string, unknown>> {
  const { body: contact } = await setContact(client, 'grace@example.com', 'free');
  switch (operationId) {
    case 'contacts_retrieve':
      return { id: contact.id };
    case 'contacts_create':
      return { email: 'grace@example.com', status: 'do_not_contact' };
    case 'contacts_partial_update':
      return { id: contact.id, reason: 'Asked by phone.' };
    case 'contacts_import_create':
      return { csv: 'email,status\nada@example.com,free\n' };
    default:
      return {};
  }
}

function op(
  name: string,
  method: Operation['method'],
  path: string,
  scope: Operation['scope'],
  status: Operation['status'],
  body?: Operation['body'],
): Operation {
  return { id: `user_interview_topics_${name}`, method, path, scope, status, body };
}

function onResponses(...[name, ...rest]: Parameters<typeof op>): Operation {
  return { ...op(name, ...rest), id: `user_interviews_${name}` };
}

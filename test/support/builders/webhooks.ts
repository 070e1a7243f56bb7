import type { Page } from '../../../src/pagination/page.dto';
import type { WebhookAttemptDto, WebhookDto, WebhookWithSecretDto } from '../../../src/webhooks/webhook.dto';
import { EVENT_TYPES } from '../../../src/webhooks/event-types';
import type { TestDatabase } from '../app/test-database';
import type { Answer, ApiClient, ErrorBody } from '../clients/api-client';

/** Makes a webhook for all events; `fields` replace those of the request. */
export function createWebhook(
  client: ApiClient,
  url: string,
  fields: object = {},
): Promise<Answer<WebhookWithSecretDto & ErrorBody>> {
  return client.post('/webhooks/', { url, events: EVENT_TYPES, ...fields });
}

export async function webhookOf(client: ApiClient, id: string): Promise<WebhookDto> {
  return (await client.get<WebhookDto>(`/webhooks/${id}/`)).body;
}

/** The newest attempts of a webhook. */
export async function attemptsOf(client: ApiClient, id: string, query = ''): Promise<WebhookAttemptDto[]> {
  return (await client.get<Page<WebhookAttemptDto>>(`/webhooks/${id}/attempts/${query}`)).body.results;
}

/** Stores a webhook with one failed attempt, and returns the ids of both. Nothing is sent to it. */
export async function insertWebhook(
  database: TestDatabase,
  projectId: string,
): Promise<{ webhook: string; attempt: string }> {
  const [row] = await database.query<{ webhook: string; attempt: string }>(
    `WITH hook AS (
       INSERT INTO webhook (project_id, created_by_id, url, events, secret)
       SELECT $1, user_id, 'https://hooks.invalid/', '{topic.full}', '' FROM project_membership
       WHERE project_id = $1 LIMIT 1 RETURNING id
     ), message AS (
       INSERT INTO webhook_message (webhook_id, type, data, status) SELECT id, 'topic.full', '{}', 'failed' FROM hook
       RETURNING id, webhook_id
     )
     INSERT INTO webhook_attempt (webhook_id, message_id, status_code, duration_ms)
     SELECT webhook_id, id, 500, 12 FROM message RETURNING webhook_id AS webhook, id AS attempt`,
    [projectId],
  );
  if (!row) throw new Error('The webhook was not stored.');
  return row;
}

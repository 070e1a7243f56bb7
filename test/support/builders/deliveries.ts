import { randomUUID } from 'node:crypto';
import { DeliveryQueue } from '../../../src/invites/delivery/delivery-queue';
import type {
  InviteDeliveryDto,
  InviteDeliverySummaryDto,
} from '../../../src/invites/status/invite-delivery.dto';
import type { MailKind } from '../../../src/ledger/invite-batch.entity';
import type { Page } from '../../../src/pagination/page.dto';
import type { TestApp } from '../app/test-app';
import type { TestDatabase } from '../app/test-database';
import { waitUntil } from '../app/wait-until';
import type { Answer, ApiClient } from '../clients/api-client';

/** One page of a topic's invite deliveries; `query` such as `?status=sent`. */
export function deliveriesPage(
  client: ApiClient,
  topicId: string,
  query = '',
): Promise<Answer<Page<InviteDeliveryDto>>> {
  return client.get(`/user_interview_topics/${topicId}/invites/${query}`);
}

/** The rows of the first page. */
export async function deliveriesOf(
  client: ApiClient,
  topicId: string,
  query = '',
): Promise<InviteDeliveryDto[]> {
  return (await deliveriesPage(client, topicId, query)).body.results;
}

/** The addresses on the first page, sorted. */
export async function addressesIn(client: ApiClient, topicId: string, query = ''): Promise<string[]> {
  return (await deliveriesOf(client, topicId, query)).map((row) => row.email).sort();
}

export async function summaryOf(client: ApiClient, topicId: string): Promise<InviteDeliverySummaryDto> {
  return (await client.get<InviteDeliverySummaryDto>(`/user_interview_topics/${topicId}/invites/summary/`))
    .body;
}

/** Waits until a topic's deliveries are these, in any order: a status, or status and reason such as `queued smtp_451`. */
export async function untilDeliveries(client: ApiClient, topicId: string, states: string[]): Promise<void> {
  await waitUntil(`the deliveries are ${states.join(', ')}`, async () => {
    const found = (await deliveriesOf(client, topicId)).map((row) => `${row.status} ${row.reason}`.trim());
    return found.sort().join() === [...states].sort().join();
  });
}

/** Inserts deliveries to new people in a state as workers leave them. Those that are not done are due in an hour. */
export async function insertDeliveries(
  database: TestDatabase,
  topicId: string,
  rows: {
    count: number;
    prefix?: string;
    status?: string;
    sentSecondsAgo?: number;
    reason?: string;
    kind?: MailKind;
    sequence?: number;
  },
): Promise<void> {
  const { count, prefix = 'p', status = 'queued', sentSecondsAgo = null, reason = '' } = rows;
  const { kind = 'invite', sequence = 0 } = rows;
  await database.query(
    `WITH batch AS (
       INSERT INTO invite_batch (topic_id, created_by_id, topic_title, subject, message, sender_name, reply_to, kind)
       SELECT id, created_by_id, topic, '', '', '', 'ada@parley.test', $7 FROM user_interview_topic WHERE id = $1
       RETURNING id
     ), share AS (
       INSERT INTO sharing_configuration (topic_id, identifier)
       SELECT $1, $3 || n || '@example.com' FROM generate_series(1, $2::integer) AS n
       RETURNING id, identifier
     )
     INSERT INTO invite_delivery (batch_id, topic_id, share_id, follow_up_share_id, address, status, last_error, due_at,
                                  sent_at, kind, sequence)
     SELECT batch.id, $1, CASE WHEN $7 = 'invite' THEN share.id END, CASE WHEN $7 <> 'invite' THEN share.id END,
            share.identifier, $4, $5, now() + interval '1 hour', now() - $6 * interval '1 second', $7, $8
     FROM batch, share`,
    [topicId, count, prefix, status, reason, sentSecondsAgo, kind, sequence],
  );
}

/** Stores a batch with one mail that is due in an hour, and returns its id. */
export async function insertOpenBatch(
  database: TestDatabase,
  topicId: string,
  prefix = randomUUID(),
): Promise<string> {
  await insertDeliveries(database, topicId, { count: 1, prefix });
  const [delivery] = await database.query<{ id: string }>(
    `SELECT batch_id AS id FROM invite_delivery WHERE topic_id = $1 AND starts_with(address, $2)`,
    [topicId, prefix],
  );
  if (!delivery) throw new Error('The batch was not stored.');
  return delivery.id;
}

/** Makes queued deliveries due now and enqueues their jobs. */
export async function deliverNow({ app, database }: TestApp, topicId: string): Promise<void> {
  const batches = await database.query<{ id: string }>(
    `UPDATE invite_delivery SET due_at = now() WHERE topic_id = $1 AND status = 'queued' RETURNING batch_id AS id`,
    [topicId],
  );
  const queue = app.get(DeliveryQueue, { strict: false });
  for (const id of new Set(batches.map((batch) => batch.id))) await queue.enqueueJobs(id, 1);
}

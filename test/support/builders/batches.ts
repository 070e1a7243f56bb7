import type { BatchDto } from '../../../src/invites/batches/batch.dto';
import type { Page } from '../../../src/pagination/page.dto';
import { WEEKDAYS, type SendingWindow } from '../../../src/users/project.entity';
import type { TestDatabase } from '../app/test-database';
import type { Answer, ApiClient, ErrorBody } from '../clients/api-client';

/** The batches of a topic, newest first. */
export async function batchesOf(client: ApiClient, topicId: string): Promise<BatchDto[]> {
  return (await client.get<Page<BatchDto>>(`/user_interview_topics/${topicId}/batches/`)).body.results;
}

/** The newest batch of a topic. */
export async function latestBatch(client: ApiClient, topicId: string): Promise<BatchDto> {
  const [batch] = await batchesOf(client, topicId);
  if (!batch) throw new Error('The topic has no batch.');
  return batch;
}

/** Pauses, resumes or cancels a batch. */
export function actOnBatch(
  client: ApiClient,
  topicId: string,
  batchId: string,
  action: 'pause' | 'resume' | 'cancel',
): Promise<Answer<BatchDto & ErrorBody>> {
  return client.post(`/user_interview_topics/${topicId}/batches/${batchId}/${action}/`);
}

/** Moves the time of a scheduled batch into the past, as if it had come. */
export async function letTimeCome(database: TestDatabase, batchId: string): Promise<void> {
  await database.query(`UPDATE invite_batch SET send_at = now() WHERE id = $1`, [batchId]);
  await database.query(`UPDATE invite_delivery SET due_at = now() WHERE batch_id = $1`, [batchId]);
}

/** A window in UTC that is closed now, and for many hours to come: the day after tomorrow. */
export function closedWindow(now = new Date()): SendingWindow {
  const day = WEEKDAYS[(now.getUTCDay() + 1) % 7] ?? 'mon';
  return { days: [day], from: '00:00', to: '24:00' };
}

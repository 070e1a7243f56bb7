import type { components } from '@parley/client';
import { request } from './request';

/** The mails of one send, or those of a topic that were due together. */
export type Batch = components['schemas']['BatchDto'];
export type BatchAction = 'pause' | 'resume' | 'cancel';

const BATCHES = '/api/projects/{project_id}/user_interview_topics/{id}/batches';

export const listBatches = (projectId: string, topicId: string) =>
  request('get', BATCHES, { path: { project_id: projectId, id: topicId } });

export const actOnBatch = (projectId: string, topicId: string, batchId: string, action: BatchAction) =>
  request('post', `${BATCHES}/{batch_id}/${action}`, {
    path: { project_id: projectId, id: topicId, batch_id: batchId },
  });

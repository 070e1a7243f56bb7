import type { components } from '@parley/client';
import { request } from '../../api/request';

export type Webhook = components['schemas']['WebhookDto'];
export type WebhookWithSecret = components['schemas']['WebhookWithSecretDto'];
export type WebhookAttempt = components['schemas']['WebhookAttemptDto'];
export type WebhookBody = components['schemas']['CreateWebhookDto'];
export type WebhookEvent = Webhook['events'][number];

const PATH = '/api/projects/{project_id}/webhooks';
const ONE = `${PATH}/{id}` as const;

/** The start of the path of all reads of these screens. */
export const webhooksPath = (projectId: string) => `/api/projects/${projectId}/webhooks`;

const path = (projectId: string, id: string) => ({ path: { project_id: projectId, id } });

export const listWebhooks = (projectId: string) => request('get', PATH, { path: { project_id: projectId } });

export const createWebhook = (projectId: string, body: WebhookBody) =>
  request('post', PATH, { path: { project_id: projectId }, body });

export const readWebhook = (projectId: string, id: string) => request('get', ONE, path(projectId, id));

export const updateWebhook = (
  projectId: string,
  id: string,
  body: components['schemas']['UpdateWebhookDto'],
) => request('patch', ONE, { ...path(projectId, id), body });

export const deleteWebhook = (projectId: string, id: string) => request('delete', ONE, path(projectId, id));

export const rotateSecret = (projectId: string, id: string) =>
  request('post', `${ONE}/rotate_secret`, path(projectId, id));

export const testWebhook = (projectId: string, id: string) =>
  request('post', `${ONE}/test`, path(projectId, id));

export const listAttempts = (projectId: string, id: string, failedOnly: boolean) =>
  request('get', `${ONE}/attempts`, {
    ...path(projectId, id),
    query: failedOnly ? { result: 'failed' as const } : {},
  });

export const replayAttempt = (projectId: string, id: string, attemptId: string) =>
  request('post', `${ONE}/attempts/{attempt_id}/replay`, {
    path: { project_id: projectId, id, attempt_id: attemptId },
  });

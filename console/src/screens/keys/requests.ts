import type { components } from '@parley/client';
import { request } from '../../api/request';

export type OwnKey = components['schemas']['PersonalApiKeyDto'];
export type ProjectKey = components['schemas']['ProjectKeyDto'];
export type NewKey = components['schemas']['NewApiKeyDto'];
export type Scope = components['schemas']['CreateApiKeyDto']['scopes'][number];

export const OWN_KEYS = '/api/personal_api_keys';

export const keysPath = (projectId: string) => `/api/projects/${projectId}/keys`;

export const listOwnKeys = () => request('get', OWN_KEYS, {});

export const createKey = (body: components['schemas']['CreateApiKeyDto']) =>
  request('post', OWN_KEYS, { body });

export const revokeOwnKey = (id: string) => request('delete', `${OWN_KEYS}/{id}`, { path: { id } });

export const listProjectKeys = (projectId: string) =>
  request('get', '/api/projects/{project_id}/keys', { path: { project_id: projectId } });

export const revokeProjectKey = (projectId: string, id: string) =>
  request('delete', '/api/projects/{project_id}/keys/{id}', { path: { project_id: projectId, id } });

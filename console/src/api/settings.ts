import type { components } from '@parley/client';
import { request } from './request';

export type Settings = components['schemas']['ProjectSettingsDto'];

const SETTINGS = '/api/projects/{project_id}/settings';

export const readSettings = (projectId: string) =>
  request('get', SETTINGS, { path: { project_id: projectId } });

export const changeSettings = (projectId: string, body: Partial<Settings>) =>
  request('patch', SETTINGS, { path: { project_id: projectId }, body });

export type RetentionRun = components['schemas']['RetentionRunDto'];

export const readRetention = (projectId: string) =>
  request('get', '/api/projects/{project_id}/retention', { path: { project_id: projectId } });

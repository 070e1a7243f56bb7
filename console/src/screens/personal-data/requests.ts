import type { components } from '@parley/client';
import { request } from '../../api/request';

export type ErasedPerson = components['schemas']['ErasedPersonDto'];
export type AnonymisedPerson = components['schemas']['AnonymisedPersonDto'];

const PEOPLE = '/api/projects/{project_id}/people';

export const projectPath = (projectId: string) => `/api/projects/${projectId}`;

export const exportPerson = (projectId: string, identifier: string) =>
  request('post', `${PEOPLE}/export`, { path: { project_id: projectId }, body: { identifier } });

/** Tells what would be erased. */
export const previewErasure = (projectId: string, identifier: string) =>
  request('post', `${PEOPLE}/erase`, {
    path: { project_id: projectId },
    body: { identifier, dry_run: true },
  });

export const erasePerson = (projectId: string, identifier: string) =>
  request('post', `${PEOPLE}/erase`, {
    path: { project_id: projectId },
    body: { identifier, confirm: true },
  });

/** Tells what would be anonymised. */
export const previewAnonymisation = (projectId: string, identifier: string) =>
  request('post', `${PEOPLE}/anonymise`, {
    path: { project_id: projectId },
    body: { identifier, dry_run: true },
  });

export const anonymisePerson = (projectId: string, identifier: string) =>
  request('post', `${PEOPLE}/anonymise`, {
    path: { project_id: projectId },
    body: { identifier, dry_run: false },
  });

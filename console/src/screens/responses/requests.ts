import type { components } from '@parley/client';
import { request } from '../../api/request';
import type { Filters } from './filters';
import type { ResponseStatus, Scope } from './response-types';

const RESPONSES = '/api/projects/{project_id}/user_interviews';
/** The most that a search answers. */
const MAX_PASSAGES = 50;

/** Below this path is everything that shows responses. */
export const responsesPath = (projectId: string) => `/api/projects/${projectId}/user_interviews`;

/** One page of the responses that the filters leave. */
export const listResponses = (
  { projectId, topicId }: Scope,
  filters: Filters,
  limit: number,
  offset: number,
) =>
  request('get', RESPONSES, {
    path: { project_id: projectId },
    query: {
      topic: topicId,
      status: filters.status ?? undefined,
      kind: filters.kind ?? undefined,
      classifications: filters.classification ?? undefined,
      search: filters.search === '' ? undefined : filters.search,
      limit,
      offset,
    },
  });

/** The best passages for a search. */
export const searchPassages = (
  { projectId, topicId }: Scope,
  { search, classification }: Pick<Filters, 'search' | 'classification'>,
) =>
  request('post', `${RESPONSES}/search`, {
    path: { project_id: projectId },
    body: {
      query: search,
      limit: MAX_PASSAGES,
      ...(topicId !== undefined && { topic_id: topicId }),
      ...(classification !== null && { classifications: [classification] }),
    },
  });

export const readResponse = (projectId: string, id: string) =>
  request('get', `${RESPONSES}/{id}`, { path: { project_id: projectId, id } });

export const changeResponse = (
  projectId: string,
  id: string,
  body: components['schemas']['UpdateResponseDto'],
) => request('patch', `${RESPONSES}/{id}`, { path: { project_id: projectId, id }, body });

export const deleteResponse = (projectId: string, id: string) =>
  request('delete', `${RESPONSES}/{id}`, { path: { project_id: projectId, id } });

export const EXPORT_FORMATS = ['csv', 'jsonl', 'markdown'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** All responses of a topic as a file. */
export const exportResponses = (
  projectId: string,
  topicId: string,
  format: ExportFormat,
  status: ResponseStatus | null,
) =>
  request('get', `/api/projects/{project_id}/user_interview_topics/{id}/responses/${format}`, {
    path: { project_id: projectId, id: topicId },
    query: { status: status ?? undefined },
  });

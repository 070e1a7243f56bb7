import type { components } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import type { ApiError } from './api-error';
import { type ApiRequest, pathOf, request } from './request';
import { send } from './send';

/** A person's background, as the researcher wrote it. */
export type ContextRow = components['schemas']['IntervieweeDto'];
/** How far a person has come. */
export type ProgressRow = components['schemas']['ProgressDto'];
export type ProgressState = ProgressRow['state'];

/** Rows per request where a list is read as a whole: the most that the API sends. */
const ROWS_PER_REQUEST = 1000;
/** Lists that are longer are read up to here. */
const MAX_REQUESTS = 20;

const TOPIC = '/api/projects/{project_id}/user_interview_topics/{id}';

const pathOfTopic = (projectId: string, topicId: string) => ({ project_id: projectId, id: topicId });

export const readProgress = (
  projectId: string,
  topicId: string,
  query: { state?: ProgressState; limit?: number } = {},
) => request('get', `${TOPIC}/progress`, { path: pathOfTopic(projectId, topicId), query });

export const listContexts = (projectId: string, topicId: string) =>
  request('get', '/api/projects/{project_id}/user_interview_topics/{topic_id}/interviewees', {
    path: { project_id: projectId, topic_id: topicId },
  });

export const changePeople = (
  projectId: string,
  topicId: string,
  body: { interviewee_emails: string[]; interviewee_distinct_ids: string[] },
) => request('patch', TOPIC, { path: pathOfTopic(projectId, topicId), body });

export const writeContexts = (
  projectId: string,
  topicId: string,
  items: { interviewee_identifier: string; agent_context: string }[],
) =>
  request('post', '/api/projects/{project_id}/user_interview_topics/{topic_id}/interviewees/bulk', {
    path: { project_id: projectId, topic_id: topicId },
    body: { items, on_conflict: 'update' },
  });

export const addPerson = (projectId: string, topicId: string, identifier: string) =>
  request('post', `${TOPIC}/add_interviewee`, {
    path: pathOfTopic(projectId, topicId),
    body: { identifier },
  });

export const removePerson = (projectId: string, topicId: string, identifier: string) =>
  request('post', `${TOPIC}/remove_interviewee`, {
    path: pathOfTopic(projectId, topicId),
    body: { identifier },
  });

/** The link of the person at this place of the topic's list, from 0. */
export const linkAt = (projectId: string, topicId: string, position: number) =>
  request('post', `${TOPIC}/generate_links`, {
    path: pathOfTopic(projectId, topicId),
    query: { limit: 1, offset: position },
  });

export const testLink = (projectId: string, topicId: string) =>
  request('get', `${TOPIC}/test_link`, { path: pathOfTopic(projectId, topicId) });

/** Reads a list as a whole, in as few requests as there can be. */
export function useAllRows<Row>(
  request: ApiRequest<{ results: Row[]; next: string | null }>,
  { refetchInterval = false }: { refetchInterval?: number | false } = {},
) {
  return useQuery<Row[], ApiError>({
    queryKey: [request.method, pathOf(request), request.body ?? null, 'all'],
    refetchInterval,
    queryFn: async ({ signal }) => {
      const rows: Row[] = [];
      for (let page = 0; page < MAX_REQUESTS; page++) {
        const query = { ...request.query, limit: ROWS_PER_REQUEST, offset: rows.length };
        const { results, next } = await send({ ...request, query }, { signal });
        rows.push(...results);
        if (next === null || results.length === 0) break;
      }
      return rows;
    },
  });
}

import { request } from './request';

const TOPICS = '/api/projects/{project_id}/user_interview_topics';

/** The requests of topics that more than one part of the console sends. */
export const topicPath = (projectId: string, topicId: string) =>
  `/api/projects/${projectId}/user_interview_topics/${topicId}`;

export const topicsPath = (projectId: string) => `/api/projects/${projectId}/user_interview_topics`;

export const listTopics = (projectId: string, search: string) =>
  request('get', TOPICS, {
    path: { project_id: projectId },
    query: search === '' ? {} : { search },
  });

export const readTopic = (projectId: string, topicId: string) =>
  request('get', `${TOPICS}/{id}`, { path: { project_id: projectId, id: topicId } });

/** Counts the people of topics, at most 100. */
export const countPeople = (projectId: string, topicIds: readonly string[]) =>
  request('get', `${TOPICS}/progress`, {
    path: { project_id: projectId },
    query: { topic: topicIds.join(',') },
  });

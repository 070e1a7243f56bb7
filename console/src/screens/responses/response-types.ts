import type { components } from '@parley/client';

export type Response = components['schemas']['ResponseDto'];
export type ResponseStatus = Response['status'];
export type Classification = Response['classifications'][number];
export type Passage = components['schemas']['SearchResultDto'];

/** Which responses: those of a project, or of one of its topics. */
export interface Scope {
  projectId: string;
  topicId: string | undefined;
}

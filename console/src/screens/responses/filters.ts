import type { Classification, Response, ResponseStatus, Scope } from './response-types';

export const STATUSES = ['completed', 'started', 'abandoned', 'declined'] as const;
export const KINDS = ['personal', 'shared', 'test'] as const;
export const CLASSIFICATIONS = ['off-topic', 'abandoned'] as const;

/** Limits of a list of responses; null and an empty search leave all. */
export interface Filters {
  search: string;
  status: ResponseStatus | null;
  kind: Response['kind'] | null;
  classification: Classification | null;
}

/** A list as its address names it: its filters, and which of its views is open. */
export interface ListView extends Filters {
  /** Passages instead of responses; only with a search. */
  isByPassage: boolean;
  /** From 1. */
  page: number;
}

/** Reads a view from the query of an address, in which anything may stand. */
export function viewOf(params: URLSearchParams): ListView {
  const oneOf = <T extends string>(values: readonly T[], name: string): T | null =>
    values.find((value) => value === params.get(name)) ?? null;
  const search = (params.get('search') ?? '').slice(0, 2000);
  const page = Number(params.get('page'));
  return {
    search,
    status: oneOf(STATUSES, 'status'),
    kind: oneOf(KINDS, 'kind'),
    classification: oneOf(CLASSIFICATIONS, 'classification'),
    isByPassage: search !== '' && params.get('view') === 'passages',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The place of a response in its list, from 0, as the address tells it; null when it does not. */
export function placeOf(params: URLSearchParams): number | null {
  const text = params.get('at');
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The query of an address with a view; empty for all responses. */
export function queryOf({ search, status, kind, classification, isByPassage, page }: ListView): string {
  const params = new URLSearchParams();
  if (search !== '') params.set('search', search);
  if (isByPassage && search !== '') params.set('view', 'passages');
  if (status !== null) params.set('status', status);
  if (kind !== null) params.set('kind', kind);
  if (classification !== null) params.set('classification', classification);
  if (page > 1) params.set('page', String(page));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Whether anything but the page is chosen. */
export function isFiltered({ search, status, kind, classification }: Filters): boolean {
  return search !== '' || status !== null || kind !== null || classification !== null;
}

/** The address of a list below `/console`. */
export function listAddress({ projectId, topicId }: Scope, view?: ListView): string {
  const place = topicId === undefined ? '' : `/topics/${topicId}`;
  return `/p/${projectId}${place}/responses${view ? queryOf(view) : ''}`;
}

/** The address of a response, which keeps the list that it is read in and its place there. */
export function responseAddress(scope: Scope, id: string, view: ListView, at: number): string {
  const query = new URLSearchParams(queryOf({ ...view, page: 1 }));
  query.set('at', String(at));
  return `${listAddress(scope)}/${id}?${query.toString()}`;
}

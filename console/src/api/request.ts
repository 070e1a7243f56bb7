import type { paths } from '@parley/client';

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** The paths of `openapi.json` that have an operation with this method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

type Operation<M extends Method, P extends PathOf<M>> = M extends keyof paths[P] ? paths[P][M] : never;

type PathPart<O> = O extends { parameters: { path: infer T } } ? { path: T } : unknown;
type QueryPart<O> = O extends { parameters: { query?: infer T } } ? { query?: T } : unknown;
type BodyPart<O> = O extends { requestBody: { content: infer C } }
  ? { body: BodyOf<C> }
  : O extends { requestBody?: { content: infer C } }
    ? { body?: BodyOf<C> }
    : unknown;
/** Text bodies, such as CSV, may come from a file. */
type BodyOf<Content> = Content extends { 'application/json': infer T } ? T : string | Blob;

type Answers<O> = O extends { responses: infer R } ? R : never;
type Content<A> = A extends { content: infer C } ? C[keyof C] : undefined;

/** The answer of the operation when it succeeds. */
export type AnswerOf<O> = Content<Answers<O>[keyof Answers<O> & (200 | 201 | 202 | 204)]>;

/** The parts of a request besides method and path: path parameters, query, body. */
export type PartsOf<M extends Method, P extends PathOf<M>> = PathPart<Operation<M, P>> &
  QueryPart<Operation<M, P>> &
  BodyPart<Operation<M, P>> & {
    /** A new text for each action: repeating the request with the same one executes it once. */
    idempotencyKey?: string;
  };

/**
 * A request, described before it is sent, so that it can be shown as a curl command too. `path` is the template of
 * `openapi.json`.
 */
export interface ApiRequest<Answer = unknown> {
  readonly method: Method;
  readonly path: string;
  readonly pathParams: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly idempotencyKey?: string;
  /** Exists for the compiler only: the type of the answer. */
  readonly answer?: Answer;
}

interface Parts {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string;
}

/** Describes a request of an operation of the API. */
export function request<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  parts: PartsOf<M, P>,
): ApiRequest<AnswerOf<Operation<M, P>>> {
  const { path: pathParams = {}, query = {}, body, idempotencyKey } = parts as Parts;
  return { method, path, pathParams, query, body, idempotencyKey };
}

/** The request's path and query, as the browser sends them. */
export function pathOf({ path, pathParams, query }: ApiRequest): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(pathParams[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of [value].flat()) if (isText(item)) search.append(name, String(item));
  }
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

function isText(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

import createClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { components, paths, webhooks } from './schema.js';

export type { components, operations, paths, webhooks } from './schema.js';

/** The one shape of every error. */
export type ParleyError = components['schemas']['ErrorDto'];
export type Topic = components['schemas']['TopicDto'];

type BodyOf<Request> = Request extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : never;

/** The body of a message to a webhook; `type` tells which event it is. */
export type WebhookEvent = { [Type in keyof webhooks]: BodyOf<webhooks[Type]['post']> }[keyof webhooks];

/** Every operation of the API, by method and path. */
export type ParleyClient = Client<paths> & {
  /** For `params.path` of every operation on the project. */
  readonly project: { readonly project_id: string };
};

export interface ParleyClientOptions extends Omit<ClientOptions, 'headers'> {
  /** Where Parley runs, such as `https://parley.example.com`. */
  baseUrl: string;
  /** A personal API key. */
  key: string;
  /** Needed only for a key that reaches several projects. */
  projectId?: string;
}

export interface ParleySessionClientOptions extends Omit<ClientOptions, 'headers' | 'credentials'> {
  /** Answers the `csrf_token` of `GET /api/session`. It is asked for at each request that changes something. */
  csrfToken: () => string | Promise<string>;
  /** Needed only for a person with several projects. */
  projectId?: string;
}

/** A client that sends the key with every request. Answers have either `data` or `error`. */
export function createParleyClient({
  baseUrl,
  key,
  projectId = '@current',
  ...options
}: ParleyClientOptions): ParleyClient {
  const client = createClient<paths>({ ...options, baseUrl, headers: { Authorization: `Bearer ${key}` } });
  return Object.assign(client, { project: { project_id: projectId } });
}

/** A client for pages that Parley itself serves: requests carry the session's cookie, and its token where needed. */
export function createParleySessionClient({
  csrfToken,
  projectId = '@current',
  ...options
}: ParleySessionClientOptions): ParleyClient {
  const client = createClient<paths>({ ...options, credentials: 'same-origin' });
  client.use({
    async onRequest({ request }) {
      if (request.method !== 'GET') request.headers.set('X-CSRF-Token', await csrfToken());
      return request;
    },
  });
  return Object.assign(client, { project: { project_id: projectId } });
}

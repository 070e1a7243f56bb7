import type { TestDatabase } from '../app/test-database';
import { checkAgainstDocument } from '../openapi/answer-check';

/** The path of a topic below the project, or of something below the topic, such as `topicPath(id, 'invites/')`. */
export const topicPath = (id: string, action = '') => `/user_interview_topics/${id}/${action}`;

/** An answer, with its JSON body read where it has one. */
export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
  text: string;
}

/** The body of every error. */
export interface ErrorBody {
  type: string;
  code: string;
  detail: string;
  attr: string | null;
}

type Json = Record<string, unknown>;

/** Calls the API the way a client does: over HTTP. Every answer is checked against openapi.json. */
export class ApiClient {
  readonly project: string;

  constructor(
    readonly baseUrl: string,
    readonly projectId: string,
    readonly key: string,
    /** The API's database, for tests that prepare or check rows past the API. */
    readonly database?: TestDatabase,
  ) {
    this.project = `/api/projects/${projectId}`;
  }

  /** Path below the project, such as `/user_interview_topics/`. */
  get<T = Json>(path: string): Promise<Answer<T>> {
    return this.request<T>('GET', this.project + path);
  }

  post<T = Json>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.request<T>('POST', this.project + path, body, headers);
  }

  patch<T = Json>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.request<T>('PATCH', this.project + path, body);
  }

  delete<T = Json>(path: string): Promise<Answer<T>> {
    return this.request<T>('DELETE', this.project + path);
  }

  /** Any request; `body` is sent as JSON unless it is a string or buffer already. */
  async request<T = Json>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.baseUrl + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.key === '' ? {} : { authorization: `Bearer ${this.key}` }),
        ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
    });
    const text = await response.text();
    checkAgainstDocument(method, path, { status: response.status, headers: response.headers, text });
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text !== '' ? JSON.parse(text) : null) as T,
      text,
    };
  }

  /** Creates a topic that targets one mailbox, unless `values` say otherwise. @throws Error unless it is created */
  async createTopic(values: Json = {}): Promise<{ id: string } & Json> {
    const { status, body } = await this.post<{ id: string } & Json>('/user_interview_topics/', {
      topic: 'How teams plan their week',
      interviewee_emails: ['Grace Hopper <grace@example.com>'],
      ...values,
    });
    if (status !== 201) throw new Error(`The topic was not created: ${JSON.stringify(body)}`);
    return body;
  }
}

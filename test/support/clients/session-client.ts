import { csrfTokenOf } from '../../../src/auth/session-cookie';
import type { TestDatabase } from '../app/test-database';
import { type Answer, ApiClient } from './api-client';

const READS = new Set(['GET', 'HEAD']);

/** Calls the API the way the console does: with the cookie of a session, and its CSRF token where that is needed. */
export class SessionClient extends ApiClient {
  constructor(
    baseUrl: string,
    projectId: string,
    readonly token: string,
    database?: TestDatabase,
  ) {
    super(baseUrl, projectId, '', database);
  }

  override request<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const csrf: Record<string, string> = READS.has(method) ? {} : { 'x-csrf-token': csrfTokenOf(this.token) };
    const session = { cookie: `parley_session=${this.token}`, ...csrf };
    return super.request<T>(method, path, body, { ...session, ...headers });
  }
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AuthenticationFailed, NotAuthenticated, PermissionDenied } from '../errors/domain-errors';
import { trustBodyOf } from '../http/body-limits';
import type { Credentials } from '../users/credentials';
import type { AuthService } from './auth.service';
import type { AuthenticatedRequest } from './caller';
import { CSRF_HEADER, hasCsrfToken, sessionTokenOf } from './session-cookie';

const NEEDS_KEY = /^\/mcp$/;
const NEEDS_KEY_OR_SESSION = /^\/api\/projects\/:project_id\//;
const NEEDS_SESSION = /^\/api\/(session(\/sign_out)?|(sessions|personal_api_keys)(\/:id)?)$/;
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Authenticates requests before the body is read, so that bodies without a valid key or session are never parsed, and
 * only those with one may be large. Scope and project are checked by the guard, which knows the route.
 * @param noteFailure called for every request without a valid key or session; may throw an error that replaces the 401
 */
export function authenticateRequests(
  server: FastifyInstance,
  auth: AuthService,
  noteFailure: (request: FastifyRequest) => Promise<void>,
): void {
  server.addHook('onRequest', async (request: AuthenticatedRequest) => {
    const path = request.routeOptions.url ?? '';
    try {
      const credentials = await credentialsOf(request, path, auth);
      if (!credentials) return;
      request.credentials = credentials;
      trustBodyOf(request, credentials.keyId ?? credentials.sessionId ?? '');
    } catch (error) {
      if (error instanceof NotAuthenticated || error instanceof AuthenticationFailed)
        await noteFailure(request);
      throw error;
    }
  });
}

/** The project id in the path; empty when the path has none. */
export function projectOf(request: FastifyRequest): string {
  return (request.params as { project_id?: string }).project_id ?? '';
}

/**
 * The credentials of a request; null on a route that needs none. A key goes before a session, because a program sends it
 * on purpose and a browser sends its session with everything.
 * @throws NotAuthenticated, AuthenticationFailed, PermissionDenied the CSRF token is missing
 */
async function credentialsOf(
  request: FastifyRequest,
  path: string,
  auth: AuthService,
): Promise<Credentials | null> {
  const takesSession = NEEDS_SESSION.test(path);
  if (!takesSession && !NEEDS_KEY_OR_SESSION.test(path) && !NEEDS_KEY.test(path)) return null;
  const token = sessionTokenOf(request);
  const byKey = NEEDS_KEY.test(path) || request.headers.authorization !== undefined || token === null;
  if (byKey && !takesSession) return auth.authenticate(request.headers, projectOf(request));
  const session = await auth.authenticateSession(token, projectOf(request));
  if (!READS.has(request.method) && !hasCsrfToken(request, token ?? ''))
    throw new PermissionDenied(
      `A request in a session that changes something needs the header ${CSRF_HEADER}; GET /api/session has its value.`,
    );
  return session;
}

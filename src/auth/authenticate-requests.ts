import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AuthenticationFailed, NotAuthenticated } from '../errors/domain-errors';
import { trustBodyOf } from '../http/body-limits';
import type { AuthService } from './auth.service';
import type { AuthenticatedRequest } from './caller';

const NEEDS_KEY = /^\/(api\/projects\/:project_id\/|mcp$)/;

/**
 * Authenticates requests before the body is read, so that bodies without a valid key are never parsed, and only those
 * with one may be large. Scope and project are checked by the guard, which knows the route.
 * @param noteFailure called for every request without a valid key; may throw an error that replaces the 401
 */
export function authenticateRequests(
  server: FastifyInstance,
  auth: AuthService,
  noteFailure: (request: FastifyRequest) => Promise<void>,
): void {
  server.addHook('onRequest', async (request: AuthenticatedRequest) => {
    if (!NEEDS_KEY.test(request.routeOptions.url ?? '')) return;
    try {
      request.apiKeyOwner = await auth.authenticate(request.headers, projectOf(request));
      trustBodyOf(request, request.apiKeyOwner.keyId);
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

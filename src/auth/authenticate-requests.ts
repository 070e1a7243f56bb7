import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AuthenticationFailed, NotAuthenticated } from '../errors/domain-errors';
import type { AuthService } from './auth.service';
import type { AuthenticatedRequest } from './caller';

const NEEDS_KEY = /^\/(api\/projects\/:project_id\/|mcp$)/;

/**
 * Looks at the key before the body is read, so that strangers cannot have megabytes parsed. Scope and project are
 * the guard's business, which knows the route.
 * @param noteFailure told of every request without a valid key; may answer it with an error of its own
 */
export function authenticateRequests(
  server: FastifyInstance,
  auth: AuthService,
  noteFailure: (request: FastifyRequest) => Promise<void>,
): void {
  server.addHook('onRequest', async (request: AuthenticatedRequest) => {
    if (!NEEDS_KEY.test(request.routeOptions.url ?? '')) return;
    try {
      request.keyHolder = await auth.authenticate(request.headers.authorization, projectOf(request));
    } catch (error) {
      if (error instanceof NotAuthenticated || error instanceof AuthenticationFailed)
        await noteFailure(request);
      throw error;
    }
  });
}

/** The project that the path names. */
export function projectOf(request: FastifyRequest): string {
  return (request.params as { project_id?: string }).project_id ?? '';
}

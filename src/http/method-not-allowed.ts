import findMyWay, { type Config, type HTTPVersion } from 'find-my-way';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors/domain-errors';
import { matchesNoRoute } from './cors';

/** The path exists, but does not support this method. */
export class MethodNotAllowed extends DomainError {
  readonly type = 'invalid_request';
  constructor(method: string) {
    super('method_not_allowed', `Method "${method}" not allowed.`);
  }
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * Answers 405 with an `Allow` header if a path supports other methods only. Call it before routes are added, because it
 * collects them in a router of its own.
 */
export function answerMethodNotAllowed(server: FastifyInstance, routerOptions: Config<HTTPVersion.V1>): void {
  const router = findMyWay(routerOptions);
  server.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat()) {
      const known = METHODS.find((candidate) => candidate === name);
      if (known && !url.includes('*') && !router.hasRoute(known, url)) router.on(known, url, () => undefined);
    }
  });
  server.addHook('onRequest', async (request, reply) => {
    if (!matchesNoRoute(request)) return;
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = METHODS.filter((method) => router.find(method, path) !== null);
    if (allowed.length === 0) return;
    void reply.header('Allow', allowed.join(', '));
    throw new MethodNotAllowed(request.method);
  });
}

import findMyWay from 'find-my-way';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors/domain-errors';

/** The path exists, but not with this method. */
export class MethodNotAllowed extends DomainError {
  readonly type = 'invalid_request';
  constructor(method: string) {
    super('method_not_allowed', `Method "${method}" not allowed.`);
  }
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * Answers 405 with an `Allow` header where a path is known with other methods. Call it before routes are added.
 * @throws MethodNotAllowed from the hook it installs
 */
export function answerMethodNotAllowed(server: FastifyInstance): void {
  const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 20_000 });
  server.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat()) {
      const known = METHODS.find((candidate) => candidate === name);
      if (known && !url.includes('*') && !router.hasRoute(known, url)) router.on(known, url, () => undefined);
    }
  });
  server.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = METHODS.filter((method) => router.find(method, path) !== null);
    if (allowed.length === 0) return;
    void reply.header('Allow', allowed.join(', '));
    throw new MethodNotAllowed(request.method);
  });
}

import type { FastifyInstance } from 'fastify';
import type { Limiters } from './limiters';
import { addressKey } from './throttle-keys';

/** Routes without a controller, and therefore without a guard: Swagger UI, the API description, static files. */
const FILES = /^\/($|(docs|api\/schema|assets|favicon)\b)/;

/**
 * Counts requests for files per IP address. They are counted apart from pages, because a page loads several files, which
 * should not use up the limit of the next page.
 */
export function throttleFiles(server: FastifyInstance, limiters: Limiters): void {
  server.addHook('onRequest', async (request) => {
    if (!FILES.test(request.routeOptions.url ?? '')) return;
    await limiters.count(['visitorMinute'], `files:${addressKey(request)}`);
  });
}

import type { FastifyInstance } from 'fastify';
import type { Limiters } from './limiters';
import { addressKey } from './throttle-keys';

/** Routes without a controller, and therefore without a guard: Swagger UI, the API description, static files. */
const FILES = /^\/($|(docs|api\/schema|assets|favicon)\b)/;

/** The console has many small files, which a whole office may load at once; browsers keep them for good. */
const CONSOLE = /^\/console\b/;

/**
 * Counts requests for files per IP address. They are counted apart from pages, because a page loads several files, which
 * should not use up the limit of the next page.
 */
export function throttleFiles(server: FastifyInstance, limiters: Limiters): void {
  server.addHook('onRequest', async (request) => {
    const route = request.routeOptions.url ?? '';
    if (FILES.test(route)) await limiters.count(['visitorMinute'], `files:${addressKey(request)}`);
    else if (CONSOLE.test(route)) await limiters.count(['visitorIpMinute'], `console:${addressKey(request)}`);
  });
}

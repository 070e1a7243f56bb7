import type { FastifyInstance } from 'fastify';
import type { Limiters } from './limiters';

/** What the server answers without a controller, and so without a guard: Swagger UI, the API's description, files. */
const FILES = /^\/($|(docs|api\/schema|assets|favicon)\b)/;

/** Counts by address, apart from pages: one page takes several files, and shall not use up the next visitor's page. */
export function throttleFiles(server: FastifyInstance, limiters: Limiters): void {
  server.addHook('onRequest', async (request) => {
    if (!FILES.test(request.routeOptions.url ?? '')) return;
    await limiters.count(['visitorMinute'], `files:${request.ip}`);
  });
}

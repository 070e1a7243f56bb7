import type { FastifyInstance } from 'fastify';
import type { Limiters } from './limiters';

/** What the server answers without a controller, and so without a guard: Swagger UI, the API's description, files. */
const FILES = /^\/($|(docs|api\/schema|assets|favicon)\b)/;

/** Counts those who fetch files like visitors of public pages. */
export function throttleFiles(server: FastifyInstance, limiters: Limiters): void {
  server.addHook('onRequest', async (request) => {
    if (FILES.test(request.routeOptions.url ?? '')) await limiters.count(['visitorMinute'], request.ip);
  });
}

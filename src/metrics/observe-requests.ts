import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics';

/** Counts every answer by its route pattern, so that ids and tokens never become labels. */
export function observeRequests(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    metrics.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}

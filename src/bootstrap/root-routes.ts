import type { FastifyInstance } from 'fastify';
import { join } from 'node:path';

const ICONS = ['favicon.ico', 'favicon.svg'];

/** Redirects `/` to Swagger UI, and serves the icons that browsers request on their own. */
export function registerRootRoutes(server: FastifyInstance): void {
  server.get('/', (_request, reply) => reply.redirect('/docs'));
  for (const icon of ICONS) {
    server.get(`/${icon}`, (_request, reply) => reply.sendFile(icon, join(__dirname, 'assets')));
  }
}

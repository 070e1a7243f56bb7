import type { FastifyInstance } from 'fastify';
import { join } from 'node:path';

const ICONS = ['favicon.ico', 'favicon.svg'];

const ADDRESSES = { console: '/console', docs: '/docs', schema: '/api/schema', health: '/health' };

/** Redirects `/` to the console, with a body for programs that do not follow, and serves the icons that browsers request on their own. */
export function registerRootRoutes(server: FastifyInstance): void {
  server.get('/', (_request, reply) => reply.status(302).header('location', '/console').send(ADDRESSES));
  for (const icon of ICONS) {
    server.get(`/${icon}`, (_request, reply) => reply.sendFile(icon, join(__dirname, 'assets')));
  }
}

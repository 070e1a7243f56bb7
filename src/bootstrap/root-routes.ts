import type { FastifyInstance } from 'fastify';
import { join } from 'node:path';

const ICONS = ['favicon.ico', 'favicon.svg'];

/** Leads whoever opens the bare address to Swagger UI, and has the icon that browsers ask for by themselves. */
export function registerRootRoutes(server: FastifyInstance): void {
  server.get('/', (_request, reply) => reply.redirect('/docs'));
  for (const icon of ICONS) {
    server.get(`/${icon}`, (_request, reply) => reply.sendFile(icon, join(__dirname, 'assets')));
  }
}

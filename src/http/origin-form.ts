import type { IncomingMessage } from 'node:http';

const ABSOLUTE = /^https?:\/\/(?:[^/?#]*@)?([^/?#]*)/i;

/**
 * Path and query of a request. Those that name a whole URL (RFC 9112, 3.2.2) become ones that name a path: the host of
 * the URL replaces the header's.
 */
export function toOriginForm(request: IncomingMessage & { originalUrl?: string }): string {
  const { url = '/' } = request;
  if (url.startsWith('/')) return url;
  const [origin, host = ''] = ABSOLUTE.exec(url) ?? [];
  if (origin === undefined) return url;
  const rest = url.slice(origin.length);
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  request.headers.host = host;
  // Fastify has put the whole URL there, and reads the path that was asked for from it.
  request.originalUrl = path;
  return path;
}

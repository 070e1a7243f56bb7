import type { FastifyReply, FastifyRequest } from 'fastify';

const DEFAULT_CSP =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
// Swagger UI has inline styles and fetches the API description.
const SWAGGER_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const CONSOLE_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS = {
  'content-security-policy': DEFAULT_CSP,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
};

/**
 * Sets the headers of every response. By default nothing may be cached, indexed, framed, or named as a referrer;
 * handlers that need something else override single headers.
 */
export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(HEADERS);
  if (request.url.startsWith('/docs')) void reply.header('content-security-policy', SWAGGER_CSP);
  if (request.url.startsWith('/console')) void reply.header('content-security-policy', CONSOLE_CSP);
  if (request.protocol === 'https') void reply.header('strict-transport-security', 'max-age=31536000');
}

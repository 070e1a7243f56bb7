import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

const OPTIONS = {
  methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
  allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'X-Request-Id'],
  exposedHeaders: [
    'Content-Disposition',
    'Idempotent-Replayed',
    'Retry-After',
    'X-Ignored-Fields',
    'X-Request-Id',
  ],
  maxAge: 600,
};

/**
 * Lets the pages of these origins call the API. They send a key as a header, so cookies are not allowed. Requests from
 * elsewhere, and for everything but the API, are answered as without CORS.
 */
export function allowOrigins(app: NestFastifyApplication, origins: string[]): void {
  app.enableCors({
    delegator: (request: FastifyRequest, callback) => {
      const { origin = '' } = request.headers;
      const isAllowed =
        request.url.startsWith('/api/') && origins.includes(origin) && isSimpleOrPreflight(request);
      callback(null, isAllowed ? { ...OPTIONS, origin } : { origin: false });
    },
  });
}

/** Whether this is no OPTIONS request but the one that a browser sends before another. */
function isSimpleOrPreflight({ method, headers }: FastifyRequest): boolean {
  return method !== 'OPTIONS' || headers['access-control-request-method'] !== undefined;
}

/** Whether a request matches no route, but for the one by which CORS catches every OPTIONS request. */
export function matchesNoRoute({ is404, method, routeOptions }: FastifyRequest): boolean {
  return is404 || (method === 'OPTIONS' && routeOptions.url === '*');
}

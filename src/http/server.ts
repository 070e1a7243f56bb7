import { FastifyAdapter } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Settings } from '../config/settings';
import { InvalidRequestContent, NoSuchRoute, NotFound } from '../errors/domain-errors';
import { registerBodyParsers } from './body-parsers';
import { refuseEncodedBodies } from './content-encoding';
import { matchesNoRoute } from './cors';
import { sendError, toErrorResponse } from './error.filter';
import { cleanForwardedAddresses } from './forwarded-addresses';
import { answerClientError } from './client-errors';
import { toOriginForm } from './origin-form';
import { toJson } from './raw-json';
import { answerMethodNotAllowed } from './method-not-allowed';
import { setSecurityHeaders } from './security-headers';

/** Browsers send the cookies of all applications on a domain, and must not be locked out by those of others. */
const MAX_HEADER_SIZE = 32 * 1024;
/** Time to receive a whole request. Bodies have shorter times of their own, see body-limits.ts. */
const REQUEST_TIMEOUT_MS = 300_000;
const ROUTER_OPTIONS = {
  ignoreTrailingSlash: true,
  // More than Node accepts in a request line, so that an id is never too long for the router: it is a 404 then.
  maxParamLength: MAX_HEADER_SIZE,
};
const WORKER_PATHS = /^\/(health(\/(live|ready))?|metrics)\/?(\?|$)/;
const REQUEST_ID = /^[\w.-]{1,64}$/;

/**
 * The HTTP server before Nest adds its routes: body parsers, request ids, response headers, request log, and the
 * responses to requests that match no route.
 */
export function createHttpAdapter(settings: Settings, logger: Logger): FastifyAdapter {
  const adapter = new FastifyAdapter({
    // Node would answer a request without Host by itself, with an empty body; the hook below does it.
    http: { maxHeaderSize: MAX_HEADER_SIZE, requireHostHeader: false },
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: settings.trustProxy ?? false,
    routerOptions: ROUTER_OPTIONS,
    rewriteUrl: (request: IncomingMessage) => toRoutePath(toOriginForm(request)),
    genReqId: ({ headers }: IncomingMessage) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      // Fastify runs no hooks in this case.
      setHeaders(request, reply);
      sendError(request, reply, toErrorResponse(error));
    },
  });
  const server: FastifyInstance = adapter.getInstance();
  registerBodyParsers(server);
  server.setReplySerializer(toJson);
  server.addHook('onRequest', (request, reply, done) => {
    setHeaders(request, reply);
    done(
      lacksHost(request)
        ? new InvalidRequestContent('parse_error', 'The Host header is missing.')
        : undefined,
    );
  });
  if (settings.trustProxy !== null) cleanForwardedAddresses(server);
  refuseEncodedBodies(server);
  logRequests(server, logger);
  if (settings.role === 'worker') serveOnlyHealth(server);
  answerMethodNotAllowed(server, ROUTER_OPTIONS);
  rejectUnknownRoutes(server);
  return adapter;
}

/** `/api/environments/` is an alias of `/api/projects/`, so that one set of routes serves both. */
function toRoutePath(url: string): string {
  // A mail program can damage a link. One that cannot be decoded is answered like one without its token.
  const [, page] = /^(\/(?:interview|unsubscribe))\//.exec(url) ?? [];
  if (page !== undefined && !isDecodable(url)) return page;
  return url.replace(/^\/api\/environments\//, '/api/projects/');
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

function setHeaders(request: FastifyRequest, reply: FastifyReply): void {
  setSecurityHeaders(request, reply);
  void reply.header('x-request-id', request.id);
}

/** Every request since HTTP/1.1 names its host (RFC 9112, 3.2). */
function lacksHost({ raw: { headers, httpVersionMajor, httpVersionMinor } }: FastifyRequest): boolean {
  return headers.host === undefined && httpVersionMajor === 1 && httpVersionMinor === 1;
}

/** Logs route patterns instead of URLs, which can contain tokens and search terms. */
function logRequests(server: FastifyInstance, logger: Logger): void {
  server.addHook('onResponse', (request, reply, done) => {
    logger.info({
      msg: 'request',
      reqId: request.id,
      method: request.method,
      route: matchesNoRoute(request) ? null : request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
}

/** Rejects unknown routes before the body is parsed. */
function rejectUnknownRoutes(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    done(matchesNoRoute(request) ? new NoSuchRoute() : undefined);
  });
}

/** Workers serve only /health and /metrics. */
function serveOnlyHealth(server: FastifyInstance): void {
  server.addHook('onRequest', async (request) => {
    if (WORKER_PATHS.test(request.url)) return;
    throw new NotFound('A worker serves /health and /metrics only.');
  });
}

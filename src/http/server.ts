import { FastifyAdapter } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Settings } from '../config/settings';
import { NotFound } from '../errors/domain-errors';
import { registerBodyParsers } from './body-parsers';
import { toErrorResponse } from './error.filter';
import { toJson } from './raw-json';
import { answerMethodNotAllowed } from './method-not-allowed';

export const BODY_LIMIT = 20 * 1024 * 1024;
// More than Node lets through in a request line, so that an over-long id is a 404 like any other that is none.
const MAX_SEGMENT = 20_000;
const NO_LINK = '/interview';
const REQUEST_ID = /^[\w.-]{1,64}$/;

/**
 * The HTTP server before Nest adds its routes: body parsers, ids, request log, and every answer that is given
 * without a route.
 */
export function createHttpAdapter(settings: Settings, logger: Logger): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: settings.trustProxy ?? false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_SEGMENT },
    rewriteUrl: ({ url = '/' }: IncomingMessage) => routedUrl(url),
    genReqId: ({ headers }: IncomingMessage) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
    clientErrorHandler: refuseBrokenHttp,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const { status, body } = toErrorResponse(error);
      setHeaders(request, reply);
      void reply.status(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
    },
  });
  const server: FastifyInstance = adapter.getInstance();
  registerBodyParsers(server);
  server.setReplySerializer(toJson);
  server.addHook('onRequest', (request, reply, done) => {
    setHeaders(request, reply);
    done();
  });
  logRequests(server, logger);
  if (settings.role === 'worker') serveOnlyHealth(server);
  answerMethodNotAllowed(server);
  answerNotFound(server);
  return adapter;
}

/** One set of routes serves both prefixes (contract, Operations). */
function routedUrl(url: string): string {
  // People open broken links. One that cannot be decoded is answered like one that lacks its token.
  if (url.startsWith('/interview/') && !isDecodable(url)) return NO_LINK;
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

/** Logs route patterns instead of addresses, which can hold tokens and search words. */
function logRequests(server: FastifyInstance, logger: Logger): void {
  server.addHook('onResponse', (request, reply, done) => {
    logger.info({
      msg: 'request',
      reqId: request.id,
      method: request.method,
      route: request.is404 ? null : request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
}

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
// Swagger UI brings inline styles and fetches the document.
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Nothing here is for caches, search engines, referrers or frames, unless a handler says otherwise. */
const HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
};

function setHeaders(request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(HEADERS).header('x-request-id', request.id);
  if (request.url.startsWith('/docs')) void reply.header('content-security-policy', DOCS_POLICY);
  if (request.protocol === 'https') void reply.header('strict-transport-security', 'max-age=31536000');
}

/** What cannot be read as HTTP never becomes a request; its answer has the one shape all the same. */
function refuseBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const body = JSON.stringify(toErrorResponse({ statusCode: 400 }).body);
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Where there is no route nobody's body is read. */
function answerNotFound(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    done(request.is404 ? new NotFound() : undefined);
  });
}

/** A worker has nothing to say over HTTP but how it is (design, Processes). */
function serveOnlyHealth(server: FastifyInstance): void {
  server.addHook('onRequest', async (request) => {
    if (!/^\/(health\/|metrics\/?(\?|$))/.test(request.url)) throw new NotFound();
  });
}

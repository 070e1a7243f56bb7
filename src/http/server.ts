import { FastifyAdapter } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Settings } from '../config/settings';
import { NotFound } from '../errors/domain-errors';
import { registerBodyParsers } from './body-parsers';
import { toErrorAnswer } from './error.filter';
import { toJson } from './json-text';
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
      const { status, body } = toErrorAnswer(error);
      void reply.header('X-Request-Id', request.id);
      addSecurityHeaders(request, reply);
      void reply.status(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
    },
  });
  const server: FastifyInstance = adapter.getInstance();
  registerBodyParsers(server);
  server.setReplySerializer(toJson);
  logRequests(server, logger);
  setSecurityHeaders(server);
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
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('X-Request-Id', request.id);
  });
  server.addHook('onResponse', async (request, reply) => {
    logger.info({
      msg: 'request',
      reqId: request.id,
      method: request.method,
      route: request.is404 ? null : request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
}

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
// Swagger UI brings inline styles and fetches the document.
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Nothing here is for caches, search engines, referrers or frames, unless a handler has said otherwise. */
function setSecurityHeaders(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    addSecurityHeaders(request, reply);
    return payload;
  });
}

function addSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  const defaults = {
    'Content-Security-Policy': request.url.startsWith('/docs') ? DOCS_POLICY : PAGE_POLICY,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'X-Robots-Tag': 'noindex, nofollow',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
  for (const [name, value] of Object.entries(defaults)) {
    if (!reply.hasHeader(name)) void reply.header(name, value);
  }
  if (request.protocol === 'https') void reply.header('Strict-Transport-Security', 'max-age=31536000');
}

/** What cannot be read as HTTP never becomes a request; its answer has the one shape all the same. */
function refuseBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const body = JSON.stringify(toErrorAnswer({ statusCode: 400 }).body);
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Where there is no route nobody's body is read. */
function answerNotFound(server: FastifyInstance): void {
  server.addHook('onRequest', async (request) => {
    if (request.is404) throw new NotFound();
  });
}

/** A worker has nothing to say over HTTP but how it is (design, Processes). */
function serveOnlyHealth(server: FastifyInstance): void {
  server.addHook('onRequest', async (request) => {
    if (!/^\/(health\/|metrics\/?(\?|$))/.test(request.url)) throw new NotFound();
  });
}

import { createBullBoard } from '@bull-board/api';
import { BullAdapter } from '@bull-board/api/bullAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { getQueueToken } from '@nestjs/bull';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Queue } from 'bull';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings';
import { type DomainError, PermissionDenied, Throttled } from '../errors/domain-errors';
import { toErrorResponse } from '../http/error.filter';
import { isOwnOrigin } from '../http/request-origin';
import { INVITES_QUEUE } from '../invites/delivery/delivery-queue';
import { Limiters } from '../throttle/limiters';
import { addressKey } from '../throttle/throttle-keys';
import { verifySecret } from '../throttle/verify-secret';

const READ_ONLY = 'The dashboard only shows the queue, and only its own pages may ask it.';
const BASE_PATH = '/admin/queues';
// The dashboard has inline scripts and styles.
const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'self'; frame-ancestors 'none'";

/** Serves a dashboard that shows Bull's queue to the user `admin` and changes nothing, if ADMIN_PASSWORD and REDIS_URL are set. */
export async function serveQueueDashboard(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const { adminPassword, redisUrl, role, publicUrl } = settings;
  if (adminPassword === null || redisUrl === null || role === 'worker') return;
  const queue = app.get<Queue>(getQueueToken(INVITES_QUEUE), { strict: false });
  const board = new FastifyAdapter();
  board.setBasePath(BASE_PATH);
  createBullBoard({
    queues: [new BullAdapter(queue, { readOnlyMode: true })],
    serverAdapter: board,
  });
  const expected = `Basic ${Buffer.from(`admin:${adminPassword}`).toString('base64')}`;
  const limiters = app.get(Limiters, { strict: false });
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  await server.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      void reply.header('Content-Security-Policy', POLICY);
      const { authorization } = request.headers;
      try {
        if (await verifySecret(limiters, authorization, expected, `admin:${addressKey(request)}`)) {
          return isRefused(request, publicUrl)
            ? await answer(reply, new PermissionDenied(READ_ONLY))
            : undefined;
        }
        if (authorization === undefined)
          await limiters.count(['visitorMinute'], `admin:${addressKey(request)}`);
      } catch (error) {
        if (!(error instanceof Throttled)) throw error;
        void reply.header('Retry-After', String(error.retryAfterSeconds));
        return answer(reply, error);
      }
      await reply.code(401).header('WWW-Authenticate', 'Basic realm="Parley"').send();
    });
    await scope.register(board.registerPlugin(), { prefix: BASE_PATH });
  });
}

/**
 * Whether a request would change something, or another site makes it through the admin's browser, which sends the
 * password by itself. A link on another site may open the page.
 */
function isRefused({ method, headers }: FastifyRequest, publicUrl: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') return true;
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (origin !== undefined && !isOwnOrigin(origin, host, publicUrl)) return true;
  const isOpened = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return site !== undefined && site !== 'same-origin' && site !== 'none' && !isOpened;
}

/** Sends the response itself, because the dashboard's error handler would replace the error. */
async function answer(reply: FastifyReply, error: DomainError): Promise<void> {
  const { status, body } = toErrorResponse(error);
  await reply.code(status).send(body);
}

import { createBullBoard } from '@bull-board/api';
import { BullAdapter } from '@bull-board/api/bullAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { getQueueToken } from '@nestjs/bull';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Queue } from 'bull';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Settings } from '../config/settings';
import { Throttled } from '../errors/domain-errors';
import { toErrorResponse } from '../http/error.filter';
import { INVITES_QUEUE } from '../invites/delivery/delivery-queue';
import { Limiters } from '../throttle/limiters';
import { verifySecret } from '../throttle/verify-secret';

const BASE_PATH = '/admin/queues';
// The dashboard has inline scripts and styles.
const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'self'; frame-ancestors 'none'";

/** Serves a dashboard of Bull's queue for the user `admin`, if ADMIN_PASSWORD and REDIS_URL are set. */
export async function serveQueueDashboard(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const { adminPassword, redisUrl, role } = settings;
  if (adminPassword === null || redisUrl === null || role === 'worker') return;
  const board = new FastifyAdapter();
  board.setBasePath(BASE_PATH);
  createBullBoard({
    queues: [new BullAdapter(app.get<Queue>(getQueueToken(INVITES_QUEUE), { strict: false }))],
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
        if (await verifySecret(limiters, authorization, expected, `admin:${request.ip}`)) return;
        if (authorization === undefined) await limiters.count(['visitorMinute'], `admin:${request.ip}`);
      } catch (error) {
        return answerThrottled(reply, error);
      }
      await reply.code(401).header('WWW-Authenticate', 'Basic realm="Parley"').send();
    });
    await scope.register(board.registerPlugin(), { prefix: BASE_PATH });
  });
}

/** Sends the response itself, because the dashboard's error handler would replace the error. */
async function answerThrottled(reply: FastifyReply, error: unknown): Promise<void> {
  if (!(error instanceof Throttled)) throw error;
  const { status, body } = toErrorResponse(error);
  await reply.code(status).header('Retry-After', String(error.retryAfterSeconds)).send(body);
}

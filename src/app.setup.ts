import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module';
import { AuthService } from './auth/auth.service';
import { authenticateRequests } from './auth/authenticate-requests';
import type { Settings } from './config/settings';
import { registerRootRoutes } from './bootstrap/root-routes';
import { RequestPipe } from './validation/request.pipe';
import { allowOrigins } from './http/cors';
import { ResponseBudget } from './http/response-budget';
import { createHttpAdapter } from './http/server';
import { PageErrorFilter } from './pages/page-error.filter';
import { NestLogger } from './bootstrap/logging';
import { Metrics, observeRequests } from './metrics/metrics';
import { McpService } from './mcp/mcp.service';
import type { MailboxStore } from './dev/mailbox/mailbox-store';
import { buildOpenApi } from './openapi/document';
import { reportIgnoredFields } from './openapi/ignored-fields';
import { serveSwaggerUi } from './openapi/swagger-ui/serve-swagger-ui';
import { serveConsole } from './bootstrap/serve-console';
import { serveQueueDashboard } from './bootstrap/queue-dashboard';
import { Limiters } from './throttle/limiters';
import { addressKey } from './throttle/throttle-keys';
import { throttleFiles } from './throttle/throttle-files';
import { DOCUMENTED_EVENTS } from './webhooks/event.dto';

const ASSET_FOLDERS = ['pages/assets', 'interviews/page/assets', 'dev/mailbox/assets'].map((folder) =>
  join(__dirname, folder),
);

/** The parts of an application; the same in main.ts and in tests. */
export interface AppParts {
  settings: Settings;
  logger: Logger;
  /** The mailbox of the embedded mail server, if this process runs one. */
  mailbox: MailboxStore | null;
}

/** Creates the whole application, initialised and ready to listen. */
export async function createApp({ settings, logger, mailbox }: AppParts): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(settings, mailbox),
    createHttpAdapter(settings, logger),
    { bodyParser: false, logger: new NestLogger(logger), abortOnError: false },
  );
  addRequestHooks(app);
  app.useGlobalPipes(new RequestPipe());
  app.useGlobalFilters(app.get(PageErrorFilter, { strict: false }));
  await serveQueueDashboard(app, settings);
  await app.register(fastifyCookie);
  await serveStaticFiles(app);
  if (settings.role !== 'worker') await serveConsole(app);
  // After the last plugin that is awaited: Fastify gives the routes before it no error handler.
  registerRootRoutes(app.getHttpAdapter().getInstance());
  serveApiDescription(app);
  if (settings.corsOrigins !== null) allowOrigins(app, settings.corsOrigins);
  await app.init();
  return app;
}

/** Adds metrics, the throttle for files, and authentication to all requests. Hooks run in the order of this list. */
function addRequestHooks(app: NestFastifyApplication): void {
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  const limiters = app.get(Limiters, { strict: false });
  observeRequests(server, app.get(Metrics));
  countLargeResponses(server, app.get(ResponseBudget));
  throttleFiles(server, limiters);
  authenticateRequests(server, app.get(AuthService, { strict: false }), (request) =>
    limiters.count(['failedLoginMinute'], `key:${addressKey(request)}`),
  );
}

/** Counts the memory of large responses until they are sent. */
function countLargeResponses(server: FastifyInstance, budget: ResponseBudget): void {
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (typeof payload === 'string' || Buffer.isBuffer(payload))
      budget.holdUntilSent(reply.raw, payload.length);
    else if (payload instanceof Readable) budget.holdUntilSent(reply.raw, null);
    done();
  });
}

async function serveStaticFiles(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyStatic, {
    root: ASSET_FOLDERS,
    prefix: '/assets/',
    maxAge: '1h',
    index: false,
    // No file has such a name, but the file server would call the request malformed.
    allowedPath: (path) => !path.includes('\0'),
  });
}

/** Serves the OpenAPI document and Swagger UI. The MCP tools and the names of known fields come from the same document. */
function serveApiDescription(app: NestFastifyApplication): void {
  const document = buildOpenApi(app, DOCUMENTED_EVENTS);
  app.get(McpService, { strict: false }).describe(document);
  reportIgnoredFields(app.getHttpAdapter().getInstance(), document);
  serveSwaggerUi(app, document);
}

import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module';
import { AuthService } from './auth/auth.service';
import { authenticateRequests } from './auth/authenticate-requests';
import type { Settings } from './config/settings';
import { registerRootRoutes } from './bootstrap/root-routes';
import { RequestPipe } from './validation/request.pipe';
import { createHttpAdapter } from './http/server';
import { PageErrorFilter } from './interviews/page/page-error.filter';
import { NestLogger } from './bootstrap/logging';
import { Metrics } from './metrics/metrics';
import { observeRequests } from './metrics/observe-requests';
import { McpService } from './mcp/mcp.service';
import type { MailboxStore } from './dev/mailbox/mailbox-store';
import { buildOpenApi } from './openapi/document';
import { serveQueueDashboard } from './bootstrap/queue-dashboard';
import { Limiters } from './throttle/limiters';
import { throttleFiles } from './throttle/throttle-files';

const ASSET_FOLDERS = ['interviews/page/assets', 'dev/mailbox/assets'].map((folder) =>
  join(__dirname, folder),
);

/** What an application is made from; the same for main.ts and for tests. */
export interface AppParts {
  settings: Settings;
  logger: Logger;
  mailbox: MailboxStore | null;
}

/** The whole application, initialised and ready to listen. */
export async function createApp({ settings, logger, mailbox }: AppParts): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(settings, mailbox),
    createHttpAdapter(settings, logger),
    { bodyParser: false, logger: new NestLogger(logger), abortOnError: false },
  );
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  const limiters = app.get(Limiters, { strict: false });
  observeRequests(server, app.get(Metrics));
  throttleFiles(server, limiters);
  authenticateRequests(server, app.get(AuthService, { strict: false }), (request) =>
    limiters.count(['failedLoginMinute'], `key:${request.ip}`),
  );
  await serveQueueDashboard(app, settings);
  app.useGlobalPipes(new RequestPipe());
  app.useGlobalFilters(app.get(PageErrorFilter, { strict: false }));
  await app.register(fastifyCookie);
  await app.register(fastifyStatic, { root: ASSET_FOLDERS, prefix: '/assets/', maxAge: '1h', index: false });
  registerRootRoutes(server);
  const document = buildOpenApi(app);
  app.get(McpService, { strict: false }).describe(document);
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'api/schema',
    yamlDocumentUrl: 'api/schema.yaml',
    customSiteTitle: 'Parley API',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true, tryItOutEnabled: true },
  });
  await app.init();
  return app;
}

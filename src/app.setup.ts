import fastifyStatic from '@fastify/static';
import { type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { AppModule } from './app.module';
import type { Settings } from './config/settings';
import { ErrorFilter } from './http/error.filter';
import { RequestPipe } from './http/request.pipe';
import { createHttpAdapter } from './http/server';
import { NestLogger } from './logging';
import type { MailboxStore } from './mailbox/mailbox-store';

const ASSET_FOLDERS = ['interviews/assets', 'mailbox/assets'].map((folder) => join(__dirname, folder));

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
  app.useGlobalPipes(new RequestPipe());
  app.useGlobalFilters(new ErrorFilter());
  await app.register(fastifyStatic, { root: ASSET_FOLDERS, prefix: '/assets/', maxAge: '1h', index: false });
  SwaggerModule.setup('docs', app, buildOpenApi(app), {
    jsonDocumentUrl: 'api/schema',
    yamlDocumentUrl: 'api/schema.yaml',
    customSiteTitle: 'Parley API',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true, tryItOutEnabled: true },
  });
  await app.init();
  return app;
}

/** The OpenAPI document of the application's routes. */
export function buildOpenApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(
      'Plan a topic, give each interviewee a private link, mail the invites, read what was said. Every path answers with and without a trailing slash, and below `/api/environments/` as well as `/api/projects/`.',
    )
    .setVersion('1')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        description: 'A personal API key, as `npm run keys:create` prints it.',
      },
      'personalApiKey',
    )
    .addTag('Topics', 'Whom to interview and what to ask.')
    .addTag('Interviewees', 'What is known about each person beforehand.')
    .addTag('Sharing', 'One private link per person.')
    .addTag('Invites', 'Mail with the link.')
    .build();
  return SwaggerModule.createDocument(app, config);
}

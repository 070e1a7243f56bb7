import 'reflect-metadata';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { writeFile } from 'node:fs/promises';
import { AppModule } from '../app.module';
import { readEnvironment, renderEnvExample } from '../config/environment';
import { Settings } from '../config/settings';
import { buildOpenApi } from '../openapi/document';
import { DOCUMENTED_EVENTS } from '../webhooks/event.dto';
import { runCommand } from './run-command';

/** Writes .env.example and openapi.json, which are generated from the code, into the current folder. */
runCommand(async () => {
  const settings = Settings.from(readEnvironment({}), {
    databaseUrl: 'postgres://unused',
    smtpUrl: null,
    secretKey: 'unused',
  });
  // Preview mode registers the routes without creating providers, so no database or Redis is needed.
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(settings, null),
    new FastifyAdapter(),
    { preview: true, logger: ['error'] },
  );
  await writeFile('openapi.json', `${JSON.stringify(buildOpenApi(app, DOCUMENTED_EVENTS), null, 2)}\n`);
  await writeFile('.env.example', renderEnvExample());
  await app.close();
});

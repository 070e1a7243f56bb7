import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/app.setup';
import { readEnvironment } from '../../src/config/environment';
import { Settings } from '../../src/config/settings';
import type { Logger } from 'pino';
import { createLogger } from '../../src/bootstrap/logging';
import type { Scope } from '../../src/users/api-key';
import { UsersService } from '../../src/users/users.service';
import { ApiClient } from './api-client';
import { startMailSink, type MailSink } from './mail-sink';
import { createTestDatabase, type TestDatabase } from './test-database';

/** The real application on a database of its own, listening on a free port, mailing into a sink. */
export interface TestApp {
  app: NestFastifyApplication;
  baseUrl: string;
  database: TestDatabase;
  sink: MailSink;
  /** A client with a fresh key. Names default to one user in one project. */
  client(options?: { email?: string; name?: string; project?: string; scopes?: Scope[] }): Promise<ApiClient>;
  close(): Promise<void>;
}

/** Starts an application; `settings` overrides single settings. */
export async function startTestApp(
  settings: Partial<Settings> = {},
  logger: Logger = createLogger('silent'),
): Promise<TestApp> {
  const [database, sink] = await Promise.all([createTestDatabase(), startMailSink()]);
  const environment = readEnvironment({ NODE_ENV: 'test', RATE_LIMIT_ENABLED: 'false', LOG_LEVEL: 'silent' });
  const app = await createApp({
    settings: Object.assign(
      Settings.from(environment, { databaseUrl: database.url, smtpUrl: sink.url }),
      { publicUrl: 'https://parley.example.com' },
      settings,
    ),
    logger,
    mailbox: null,
  });
  await app.listen(0, '127.0.0.1');
  const baseUrl = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  return {
    app,
    baseUrl,
    database,
    sink,
    client: async ({
      email = 'ada@parley.test',
      name = 'Ada Lovelace',
      project = 'Acme',
      scopes = ['user_interview:write' as Scope],
    } = {}) => {
      const users = app.get(UsersService, { strict: false });
      const created = await users.createKey({ email, name, project, scopes, label: 'test' });
      return new ApiClient(baseUrl, created.projectId, created.key, database);
    },
    close: async () => {
      await app.close();
      await sink.stop();
      await database.drop();
    },
  };
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { createApp } from '../../../src/app.setup';
import type { MailboxStore } from '../../../src/dev/mailbox/mailbox-store';
import { createLogger } from '../../../src/bootstrap/logging';
import { readEnvironment } from '../../../src/config/environment';
import { Settings } from '../../../src/config/settings';
import type { Scope } from '../../../src/users/api-key';
import type { Role } from '../../../src/users/role';
import { SessionsService } from '../../../src/users/sessions.service';
import { UsersService } from '../../../src/users/users.service';
import { ApiClient } from '../clients/api-client';
import { SessionClient } from '../clients/session-client';
import { type MailSink, startMailSink } from '../fakes/mail-sink';
import { TEST_SECRET_KEY } from './secret-key';
import { createTestDatabase, type TestDatabase } from './test-database';

/** The owner of an API key and the project that it reaches. Names default to one user in one project. */
export interface ClientOptions {
  email?: string;
  name?: string;
  project?: string;
  scopes?: Scope[];
}

/** The real application on a database of its own, listening on a free port, mailing into a sink. */
export interface TestApp {
  app: NestFastifyApplication;
  baseUrl: string;
  database: TestDatabase;
  sink: MailSink;
  /** A client with a fresh key. */
  client(options?: ClientOptions): Promise<TestClient>;
  /**
   * A client with a session, as the console has one. The user is made like one of `client`; `role` replaces the role that
   * the scopes give.
   */
  signIn(options?: ClientOptions & { role?: Role }): Promise<SessionClient>;
  /** May be called more than once. */
  close(): Promise<void>;
}

/** A client that can get further keys for its project. */
export class TestClient extends ApiClient {
  constructor(
    private readonly app: TestApp,
    private readonly projectName: string,
    created: { projectId: string; key: string },
  ) {
    super(app.baseUrl, created.projectId, created.key, app.database);
  }

  /** Another key for the same project, of the same user unless `options` name another. */
  another(options: Omit<ClientOptions, 'project'> = {}): Promise<TestClient> {
    return this.app.client({ ...options, project: this.projectName });
  }
}

/** Starts an application; `settings` overrides single settings, `mailbox` shows the pages of the demo's mail server. */
export async function startTestApp(
  settings: Partial<Settings> = {},
  logger: Logger = createLogger('silent'),
  mailbox: MailboxStore | null = null,
): Promise<TestApp> {
  const [database, sink] = await Promise.all([createTestDatabase(), startMailSink()]);
  const environment = readEnvironment({ NODE_ENV: 'test', RATE_LIMIT_ENABLED: 'false', LOG_LEVEL: 'silent' });
  const app = await createApp({
    settings: Object.assign(
      Settings.from(environment, {
        databaseUrl: database.url,
        smtpUrl: sink.url,
        secretKey: TEST_SECRET_KEY,
      }),
      { publicUrl: 'https://parley.example.com' },
      settings,
    ),
    logger,
    mailbox,
  });
  await app.listen(0, '127.0.0.1');
  let closing: Promise<void> | undefined;
  const close = async () => {
    await app.close();
    await sink.stop();
    await database.drop();
  };
  const testApp: TestApp = {
    app,
    baseUrl: `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`,
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
      return new TestClient(testApp, project, created);
    },
    signIn: async ({ role = 'admin', project = 'Acme', ...options } = {}) => {
      const { projectId } = await testApp.client({ project, ...options });
      const { email = 'ada@parley.test' } = options;
      const [user] = await database.query<{ id: string }>('SELECT id FROM "user" WHERE email = $1', [email]);
      await database.query('UPDATE project_membership SET role = $1 WHERE user_id = $2 AND project_id = $3', [
        role,
        user?.id,
        projectId,
      ]);
      const token = await app.get(SessionsService, { strict: false }).create(user?.id ?? '', 'Test browser');
      return new SessionClient(testApp.baseUrl, projectId, token, database);
    },
    close: () => (closing ??= close()),
  };
  return testApp;
}

/**
 * One application for all tests of the file or `describe` that calls this. It starts before them and stops after them;
 * its mail sink is emptied before each test. The returned object is filled at the start: use it in tests and hooks only.
 */
export function useTestApp(
  settings: Partial<Settings> | (() => Promise<Partial<Settings>>) = {},
  logger?: Logger,
): TestApp {
  const handle = {} as TestApp;
  let started: TestApp | undefined;
  beforeAll(async () => {
    started = await startTestApp(typeof settings === 'function' ? await settings() : settings, logger);
    Object.assign(handle, started);
  });
  beforeEach(() => handle.sink.reset());
  afterAll(() => started?.close());
  return handle;
}

let projects = 0;

/**
 * A client for all tests of the file or `describe` that calls this, in a project of its own, so that they see nothing
 * of what other tests on the same application have made. Use it in tests and hooks only.
 */
export function useClient(app: TestApp, options: ClientOptions = {}): TestClient {
  const handle = Object.create(TestClient.prototype) as TestClient;
  beforeAll(async () => {
    Object.assign(handle, await app.client({ project: `Project ${++projects}`, ...options }));
  });
  return handle;
}

/**
 * A function that starts an application for one test. All of them are stopped after the test, the latest first: it may
 * work on the database of an earlier one.
 */
export function useTestApps(
  defaults: Partial<Settings> = {},
): (settings?: Partial<Settings>) => Promise<TestApp> {
  const started: TestApp[] = [];
  afterEach(async () => {
    for (const app of started.splice(0).reverse()) await app.close();
  });
  return async (settings = {}) => {
    const app = await startTestApp({ ...defaults, ...settings });
    started.push(app);
    return app;
  };
}

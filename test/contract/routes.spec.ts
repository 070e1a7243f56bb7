import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/app.setup';
import { readEnvironment } from '../../src/config/environment';
import { Settings } from '../../src/config/settings';
import { createLogger } from '../../src/bootstrap/logging';
import { MailboxStore } from '../../src/dev/mailbox/mailbox-store';
import type { Scope } from '../../src/users/api-key';
import { UsersService } from '../../src/users/users.service';
import { ApiClient } from '../support/clients/api-client';
import { SessionClient } from '../support/clients/session-client';
import { createTestDatabase, type TestDatabase } from '../support/app/test-database';
import { RequestMethod, type Type } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ACCESS } from '../../src/auth/access.decorators';
import { TEST_SECRET_KEY } from '../support/app/secret-key';

/** One route of a controller. */
interface ControllerRoute {
  /** Such as `GET /interview/:access_token`. */
  route: string;
  /** `Controller.handler` */
  handler: string;
  /** Every access declaration found, on the handler and on the class. */
  access: unknown[];
}

/** Every route of every controller, as Nest's metadata has it. */
function controllerRoutes(app: NestFastifyApplication): ControllerRoute[] {
  const controllers = [...app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.controllers.values()])
    .map((wrapper) => wrapper.metatype as Type<object>);
  return [...new Set(controllers)].flatMap(routesOf);
}

function routesOf(controller: Type<object>): ControllerRoute[] {
  const prototype = controller.prototype as Record<string, object>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name] ?? {};
    const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const parts = [controller, handler].map((target) => Reflect.getMetadata('path', target) as string);
    const path = parts.map((part) => part.replace(/^\/|\/$/g, '')).filter((part) => part !== '');
    return {
      route: `${RequestMethod[method]} /${path.join('/')}`,
      handler: `${controller.name}.${name}`,
      access: [handler, controller].flatMap((target) =>
        Reflect.hasOwnMetadata(ACCESS, target) ? [Reflect.getMetadata(ACCESS, target) as unknown] : [],
      ),
    };
  });
}

interface AnnounceOptions {
  key?: string;
  /** How long to wait for an answer before the server counts as waiting for the body. */
  giveUpAfterMs?: number;
}

/** Every route that the server answers, HEAD aside, with parameters as `:`. */
function serverRoutes(app: NestFastifyApplication): string[] {
  const routes: string[] = [];
  const parents: string[] = [];
  // Each line of the tree adds a piece of path to that of the line it is indented below.
  for (const line of app.getHttpAdapter().getInstance().printRoutes().split('\n')) {
    const [, indent, piece = '', methods = ''] =
      /^((?:[│ ] {3})*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
    if (indent === undefined) continue;
    const depth = indent.length / 4;
    const path = (parents[depth - 1] ?? '') + piece;
    parents.splice(depth, parents.length, path);
    for (const method of methods.split(', ')) {
      if (method !== '' && method !== 'HEAD') routes.push(`${method} ${withoutNames(path) || '/'}`);
    }
  }
  return [...new Set(routes)].sort();
}

/** A route with its parameters as `:`, because the router keeps one name for all routes that share a parameter. */
function withoutNames(route: string): string {
  const plain = route.replace(/:\w+(?:\|:\w+)*/g, ':');
  return plain.endsWith('/') && !plain.endsWith(' /') ? plain.slice(0, -1) : plain;
}

/** Routes that need no key. Decide whether a new one may be public before you add it here. */
const PUBLIC_ROUTES = [
  'GET /health',
  'GET /health/live',
  'GET /health/ready',
  'GET /interview/:access_token',
  'GET /interview/:access_token/data',
  'GET /interview/:access_token/data/json',
  'GET /interview/:access_token/data/receipt',
  'GET /interview/:access_token/data/text',
  'GET /interview/:access_token/later',
  'GET /interview/preview',
  'POST /interview/:access_token',
  'POST /interview/:access_token/data',
  'POST /interview/:access_token/draft',
  'GET /metrics',
  // The signed token of a mail is the only credential of its unsubscribe page
  'GET /unsubscribe/:token',
  'GET /unsubscribe/preview',
  'POST /unsubscribe/:token',
  // People who are about to sign in
  'GET /sign-in',
  'GET /sign-in/:token',
  'GET /sign-in/oidc',
  'GET /sign-in/oidc/callback',
  'GET /sign-in/sent',
  'POST /api/session/link',
  'POST /sign-in',
  'POST /sign-in/:token',
  // A link is enough to start a call; the voice provider signs its reports
  'POST /api/user_interviews/share/:token/start_call',
  'POST /api/user_interviews/vapi_webhook',
  // Mail providers sign their reports, or repeat a secret
  'POST /api/mail_reports/:provider',
  // The local mailbox, which runs on embedded defaults only
  'GET /mailbox',
  'GET /mailbox/:id',
  'GET /mailbox/:id/html',
  'GET /mailbox/:id/source',
  'GET /mailbox/messages',
  'POST /mailbox/clear',
];

/** Routes without a controller: the API's description and static files. */
const FILES = [
  'GET /',
  'GET /api/schema',
  'GET /api/schema.yaml',
  'GET /assets/*',
  'GET /console',
  'GET /console/*',
  'GET /console/assets/*',
  'GET /console/mail-frame',
  'GET /docs',
  'GET /docs/*',
  'GET /docs/LICENSE',
  'GET /docs/docs/swagger-ui-init.js',
  'GET /docs/index.html',
  'GET /docs/parley.css',
  'GET /docs/swagger-ui-bundle.js',
  'GET /docs/swagger-ui-init.js',
  'GET /docs/swagger-ui-standalone-preset.js',
  'GET /docs/swagger-ui.css',
  'GET /favicon.ico',
  'GET /favicon.svg',
];

const NOTHING = '01890000-0000-7000-8000-000000000000';

describe('routes', () => {
  let app: NestFastifyApplication;
  let baseUrl: string;
  let database: TestDatabase;
  let mailboxDir: string;
  let routes: ControllerRoute[];

  beforeAll(async () => {
    database = await createTestDatabase();
    mailboxDir = await mkdtemp(join(tmpdir(), 'parley-routes-'));
    const environment = readEnvironment({ NODE_ENV: 'test', RATE_LIMIT_ENABLED: 'false' });
    app = await createApp({
      settings: Settings.from(environment, {
        databaseUrl: database.url,
        smtpUrl: null,
        secretKey: TEST_SECRET_KEY,
      }),
      logger: createLogger('silent'),
      mailbox: await MailboxStore.open(mailboxDir),
    });
    await app.listen(0, '127.0.0.1');
    baseUrl = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    routes = controllerRoutes(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
    await rm(mailboxDir, { recursive: true, force: true });
  });

  const clientOf = async (project: string, ...scopes: Scope[]) => {
    const users = app.get(UsersService, { strict: false });
    const email = `${project}@parley.test`;
    const created = await users.createKey({ email, name: 'Ada', project, scopes, label: 'test' });
    return new ApiClient(baseUrl, created.projectId, created.key);
  };
  const closedRoutes = () => routes.filter(({ access }) => access[0] !== 'public');
  const keyRoutes = () => closedRoutes().filter(({ access }) => access[0] !== 'session');
  /** Calls each closed route in this project, with unknown ids. */
  const callAll = (client: ApiClient, projectId: string, chosen = closedRoutes()) =>
    Promise.all(
      chosen.map(async ({ route }) => {
        const [method = '', path = ''] = route.split(' ');
        const url = path.replace(':project_id', projectId).replace(/:\w+/g, NOTHING);
        const { status, body, headers } = await client.request(method, url);
        return { route, status, body, headers };
      }),
    );

  it('declare their access exactly once', () => {
    expect(routes.length).toBeGreaterThan(20);
    const wrong = routes.filter(({ access }) => access.length !== 1);
    expect(wrong.map(({ handler, access }) => [handler, access])).toEqual([]);
  });

  it('are open to anybody only when written down here', () => {
    const open = routes.filter(({ access }) => access.includes('public')).map(({ route }) => route);
    expect(open.sort()).toEqual([...PUBLIC_ROUTES].sort());
  });

  it('are all known: the server answers nothing that is neither a handler nor one of the files', () => {
    const known = [...routes.map(({ route }) => withoutNames(route)), ...FILES];
    expect(serverRoutes(app)).toEqual([...new Set(known)].sort());
  });

  describe('limit the size of bodies:', () => {
    const MB = 1024 * 1024;
    /** Messages of providers, see the controllers. Decide whether a new exception is needed. */
    const LARGER = new Map([
      ['POST /api/user_interviews/vapi_webhook', 5 * MB],
      ['POST /api/mail_reports/:provider', 5 * MB],
    ]);
    const takingBodies = () => routes.filter(({ route }) => !/^(GET|HEAD) /.test(route));
    const urlOf = (route: string, projectId = NOTHING) =>
      route.replace(/^\w+ /, '').replace(':project_id', projectId).replace(/:\w+/g, NOTHING);
    /** The status that announcing a body of this size gets, though nothing of it is sent. */
    const announce = async (route: string, path: string, bytes: number, options: AnnounceOptions = {}) => {
      const { key, giveUpAfterMs } = options;
      const call = request(baseUrl + path, {
        method: route.split(' ')[0],
        headers: {
          'content-type': route.endsWith('/contacts/import') ? 'text/csv' : 'application/json',
          'content-length': bytes,
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
      });
      call.on('error', () => undefined);
      call.flushHeaders();
      const signal = giveUpAfterMs === undefined ? undefined : AbortSignal.timeout(giveUpAfterMs);
      const answer = (once(call, 'response', { signal }) as Promise<[IncomingMessage]>).catch(() => null);
      const status = (await answer)?.[0].statusCode ?? 'waits';
      call.destroy();
      return status;
    };
    const BODY_IS_READ = { giveUpAfterMs: 150 };

    it('1 MB for those without a key, but for the ones written down here', async () => {
      const open = takingBodies().filter(({ access }) => access[0] === 'public');
      expect(open.length).toBeGreaterThan(3);
      for (const { route } of open) {
        const limit = LARGER.get(route) ?? MB;
        const statuses = [
          announce(route, urlOf(route), limit, BODY_IS_READ),
          announce(route, urlOf(route), limit + 1),
        ];
        expect([route, ...(await Promise.all(statuses))]).toEqual([route, 'waits', 413]);
      }
    });

    it('20 MB for those with a key, and nothing is read of a body without one', async () => {
      const ada = await clientOf('Uploading', '*');
      const closed = takingBodies().filter(({ access }) => access[0] !== 'public' && access[0] !== 'session');
      expect(closed.length).toBeGreaterThan(10);
      for (const { route } of closed) {
        const path = urlOf(route, ada.projectId);
        const statuses = [
          announce(route, path, 20 * MB, { key: ada.key, ...BODY_IS_READ }),
          announce(route, path, 20 * MB + 1, { key: ada.key }),
          announce(route, path, 10),
        ];
        expect([route, ...(await Promise.all(statuses))]).toEqual([route, 'waits', 413, 401]);
      }
    });
  });

  it('without a key are 401, with the way to authenticate', async () => {
    const answers = await callAll(new ApiClient(baseUrl, NOTHING, ''), NOTHING);
    for (const { route, status, body, headers } of answers) {
      expect([route, status, body.type, body.code]).toEqual([
        route,
        401,
        'authentication_error',
        'not_authenticated',
      ]);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('with an unknown key are 401', async () => {
    for (const key of [`ply_${'A'.repeat(43)}`, 'nonsense']) {
      const answers = await callAll(new ApiClient(baseUrl, NOTHING, key), NOTHING, keyRoutes());
      expect(new Set(answers.map(({ status, body }) => `${status} ${String(body.code)}`))).toEqual(
        new Set(['401 authentication_failed']),
      );
    }
  });

  it('that need a session are 401 with an unknown one, and with a key', async () => {
    const chosen = routes.filter(({ access }) => access[0] === 'session');
    expect(chosen.length).toBeGreaterThan(3);
    const unknown = await callAll(new SessionClient(baseUrl, NOTHING, 'A'.repeat(43)), NOTHING, chosen);
    expect(new Set(unknown.map(({ status, body }) => `${status} ${String(body.code)}`))).toEqual(
      new Set(['401 authentication_failed']),
    );
    const byKey = await callAll(await clientOf('Keyed', '*'), NOTHING, chosen);
    expect(new Set(byKey.map(({ status, body }) => `${status} ${String(body.code)}`))).toEqual(
      new Set(['401 not_authenticated']),
    );
  });

  it('that write are 403 for a key that only reads, naming the scope', async () => {
    const reader = await clientOf('Reading', 'user_interview:read');
    const writing = closedRoutes().filter(({ access }) => access[0] === 'user_interview:write');
    expect(writing.length).toBeGreaterThan(10);
    for (const { route, status, body } of await callAll(reader, reader.projectId, writing)) {
      expect([route, status, body.code]).toEqual([route, 403, 'permission_denied']);
      expect(body.detail).toContain('user_interview:write');
    }
  });

  it('of a project that the key does not reach and of one that does not exist answer the same 404', async () => {
    const ada = await clientOf('Acme', '*');
    const other = await clientOf('Elsewhere', '*');
    const inProjects = closedRoutes().filter(({ route }) => route.includes(':project_id'));
    const unreachable = await callAll(ada, other.projectId, inProjects);
    const missing = await callAll(ada, NOTHING, inProjects);
    const noUuid = await callAll(ada, 'x', inProjects);
    for (const [n, { route, status, body }] of unreachable.entries()) {
      expect([route, status, body.code]).toEqual([route, 404, 'not_found']);
      expect([missing[n]?.status, missing[n]?.body]).toEqual([status, body]);
      expect([noUuid[n]?.status, noUuid[n]?.body]).toEqual([status, body]);
    }
  });
});

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { createApp } from '../../src/app.setup';
import { readEnvironment } from '../../src/config/environment';
import { Settings } from '../../src/config/settings';
import { UnsubscribeTokens } from '../../src/contacts/unsubscribe-tokens';
import { UsersService } from '../../src/users/users.service';
import { ApiClient } from '../support/clients/api-client';
import {
  linksOf,
  previewInvite,
  sendInvites,
  storedDeliveries,
  testLinkOf,
} from '../support/builders/invites';
import { emptyRedisDatabase } from '../support/app/redis';
import { createTestDatabase, type TestDatabase } from '../support/app/test-database';
import { waitUntil } from '../support/app/wait-until';
import { TEST_SECRET_KEY } from '../support/app/secret-key';

const PASSWORD = 'smtp-password-9f3';
const SECRETS = {
  topic: 'Confidential-topic',
  subject: 'Confidential-subject',
  message: 'Confidential-message',
  context: 'Confidential-context',
  question: 'Confidential-question',
  identifier: 'Confidential-identifier',
};

describe('the log, at its most talkative', () => {
  const lines: string[] = [];
  const tokens: string[] = [];
  let app: NestFastifyApplication;
  let database: TestDatabase;
  let mailServer: SMTPServer;
  let ada: ApiClient;
  let loginWorks = true;

  /** Wants a login, and quotes the address when it refuses one, as real servers do. */
  async function startMailServer(): Promise<string> {
    mailServer = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) =>
        done(loginWorks && password === PASSWORD ? null : new Error(`no login with ${password}`), {
          user: 'parley',
        }),
      onRcptTo: ({ address }, _session, done) => {
        const responseCode = address.startsWith('refused') ? 550 : address.startsWith('later') ? 451 : 0;
        done(responseCode ? Object.assign(new Error(`<${address}> not here`), { responseCode }) : null);
      },
      onData: (stream, _session, done) => stream.on('end', () => done()).resume(),
    });
    mailServer.on('error', () => undefined);
    mailServer.listen(0, '127.0.0.1');
    await once(mailServer.server, 'listening');
    return `127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`;
  }

  async function start(smtpUrl: string): Promise<void> {
    const memory = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString());
        done();
      },
    });
    const environment = readEnvironment({ NODE_ENV: 'test', RATE_LIMIT_ENABLED: 'false' });
    app = await createApp({
      settings: Object.assign(
        Settings.from(environment, { databaseUrl: database.url, smtpUrl, secretKey: TEST_SECRET_KEY }),
        {
          redisUrl: await emptyRedisDatabase(),
        },
      ),
      logger: pino({ level: 'trace' }, memory),
      mailbox: null,
    });
    await app.listen(0, '127.0.0.1');
    const users = app.get(UsersService, { strict: false });
    const { key, projectId } = await users.createKey({
      email: 'creator@example.com',
      name: 'Ada Lovelace',
      project: 'Acme',
      scopes: ['user_interview:write'],
      label: 'test',
    });
    const { port } = app.getHttpServer().address() as AddressInfo;
    ada = new ApiClient(`http://127.0.0.1:${port}`, projectId, key);
  }

  /** A topic full of secrets; its links are noted. */
  async function createTopic(emails: string[]): Promise<string> {
    const { id } = await ada.createTopic({
      topic: SECRETS.topic,
      interviewee_emails: emails,
      interviewee_distinct_ids: [SECRETS.identifier],
      agent_context: SECRETS.context,
      questions: [SECRETS.question],
      invite_subject: SECRETS.subject,
      invite_message: SECRETS.message,
    });
    for (const link of await linksOf(ada, id)) tokens.push(new URL(link.interview_url).pathname.slice(11));
    return id;
  }

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await app.close();
    await new Promise<void>((done) => mailServer.close(done));
  });
  afterEach(() => {
    expect(lines.length).toBeGreaterThan(0);
    const secrets = [
      ...tokens,
      ada.key,
      PASSWORD,
      TEST_SECRET_KEY,
      '@example.com',
      '%40example.com',
      ...Object.values(SECRETS),
    ];
    const leaks = lines.filter((line) => secrets.some((secret) => line.includes(secret)));
    expect(leaks).toEqual([]);
  });

  const row = { interviewee_identifier: 'person@example.com', agent_context: SECRETS.context };

  it('tells nothing secret of a whole flow, nor of what was refused', async () => {
    const address = await startMailServer();
    await start(`smtp://parley:${PASSWORD}@${address}`);
    const id = await createTopic(['ok@example.com', 'refused@example.com', 'Later <later@example.com>']);
    const topic = `/user_interview_topics/${id}`;
    tokens.push(new URL(await testLinkOf(ada, id)).pathname.slice(11));
    await previewInvite(ada, id, 'ok@example.com');
    await ada.post(`${topic}/links_csv/`);
    await ada.get(`/user_interview_topics/?search=${SECRETS.topic}`);
    await sendInvites(ada, id, { send_async: true, reply_to: 'replies@example.com' });
    await waitUntil('all were tried', async () =>
      (await storedDeliveries(database)).every((delivery) => delivery.attempts === 1),
    );
    await sendInvites(ada, id, { send_async: false, subject: SECRETS.subject });
    for (const token of tokens) await fetch(`${ada.baseUrl}/interview/${token}`);
    await Promise.all([1, 2, 3].map(() => ada.post(`${topic}/interviewees/`, row)));
    await ada.post(`${topic}/interviewees/bulk/`, { items: [row] });
    await ada.post(`${topic}/remove_interviewee/`, { identifier: 'ok@example.com' });
    const requests = lines.map((line) => JSON.parse(line) as { route?: string; status?: number });
    expect(requests.some(({ route }) => route === '/interview/:access_token')).toBe(true);
    expect(requests.some(({ status }) => status === 400)).toBe(true);
  });

  it('tells nothing secret of bad requests', async () => {
    const keys = [`${ada.key}x`, `ply_${tokens[0]}`, 'person@example.com'];
    for (const key of keys)
      await new ApiClient(ada.baseUrl, ada.projectId, key).get('/user_interview_topics/');
    await fetch(`${ada.baseUrl}/api/projects/${ada.projectId}/user_interview_topics/?api_key=${ada.key}`);
    await fetch(`${ada.baseUrl}/person@example.com/${tokens[0]}`);
    await fetch(`${ada.baseUrl}/interview/${tokens[0]}%E0%A4%A`);
    await fetch(`${ada.baseUrl}/interview/${tokens[0]}`, { method: 'POST', body: SECRETS.message });
    const json = { 'content-type': 'application/json' };
    await ada.post('/user_interview_topics/', `{"interviewee_emails": ["person@example.com"`, json);
    await ada.post(
      '/user_interview_topics/',
      `{"topic": "${SECRETS.topic}", "questions": "person@example.com"}`,
      json,
    );
    await ada.post('/user_interview_topics/', SECRETS.message, { 'content-type': 'text/plain' });
    await ada.post('/user_interview_topics/', { topic: SECRETS.message.repeat(1_200_000) });
  });

  it('tells nothing secret of unsubscribe links, whether they work or fail', async () => {
    const ids = await database.query<{ contactId: string; shareId: string }>(
      `SELECT c.id AS "contactId", s.id AS "shareId" FROM contact c, sharing_configuration s LIMIT 1`,
    );
    const unsubscribe = app.get(UnsubscribeTokens, { strict: false });
    const [token = ''] = ids.map((pair) => unsubscribe.create(pair));
    tokens.push(token, token.slice(1));
    const press = async (path: string) => {
      const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
      return (await fetch(`${ada.baseUrl}/unsubscribe/${path}`, { method: 'POST', body })).status;
    };
    expect([await press(token), await press(token.slice(1)), await press(`${token}%E0`)]).toEqual([
      200, 404, 404,
    ]);
    await database.query('ALTER TABLE contact_choice ADD CONSTRAINT never CHECK (false) NOT VALID');
    await database.query(`UPDATE contact SET status = 'free'`);
    expect(await press(token)).toBe(500);
    await database.query('ALTER TABLE contact_choice DROP CONSTRAINT never');
  });

  it('tells nothing secret of errors that nobody foresaw', async () => {
    const id = await createTopic(['ok2@example.com']);
    // PostgreSQL quotes the whole row in such an error.
    await database.query('ALTER TABLE interviewee_context ADD CONSTRAINT never CHECK (false) NOT VALID');
    const failed = await ada.post(`/user_interview_topics/${id}/interviewees/`, row);
    expect(failed.status).toBe(500);
    await database.query('ALTER TABLE invite_delivery ADD CONSTRAINT never CHECK (false) NOT VALID');
    expect((await sendInvites(ada, id)).status).toBe(500);
    await database.query('ALTER TABLE invite_delivery DROP CONSTRAINT never');
    expect(lines.some((line) => line.includes('request failed'))).toBe(true);
  });

  it('tells nothing secret of a login that the mail server refuses', async () => {
    await app.close();
    const { port } = mailServer.server.address() as AddressInfo;
    await database.query('ALTER TABLE interviewee_context DROP CONSTRAINT never');
    loginWorks = false;
    await start(`smtp://parley:${PASSWORD}@127.0.0.1:${port}`);
    const id = await createTopic(['ok3@example.com']);
    const { body } = await sendInvites(ada, id);
    expect(body.results[0]?.reason).toBe('error:smtp_login_refused');
    await sendInvites(ada, id, { send_async: true });
    // The next test drops the database; a mail in flight at that moment would be waited for without end.
    await waitUntil('nothing is tried any more', async () => {
      await database.query(`UPDATE invite_delivery SET status = 'failed' WHERE status = 'queued'`);
      return (await storedDeliveries(database)).every(({ status }) => !/queued|sending/.test(status));
    });
  });

  it('tells nothing secret when the database is gone', async () => {
    const before = lines.length;
    const id = await createTopic(['ok4@example.com']);
    await database.drop();
    expect((await sendInvites(ada, id)).status).toBeGreaterThanOrEqual(500);
    expect((await fetch(`${ada.baseUrl}/interview/${tokens.at(-1)}`)).status).toBeGreaterThanOrEqual(500);
    expect(lines.slice(before).some((line) => line.includes('request failed'))).toBe(true);
  });
});

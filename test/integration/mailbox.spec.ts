import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { createLogger } from '../../src/bootstrap/logging';
import { ConfigModule } from '../../src/config/config.module';
import { readEnvironment } from '../../src/config/environment';
import { Settings } from '../../src/config/settings';
import { type MailboxServer, startMailboxServer } from '../../src/dev/mailbox/mailbox-server';
import { MailboxModule } from '../../src/dev/mailbox/mailbox.module';
import type { ListedMessage } from '../../src/dev/mailbox/mailbox.service';
import { ErrorFilter } from '../../src/http/error.filter';
import { createHttpAdapter } from '../../src/http/server';
import { TEST_SECRET_KEY } from '../support/app/secret-key';

const settings = Settings.from(
  readEnvironment({ NODE_ENV: 'test', PUBLIC_URL: 'https://parley.example.com', TRUST_PROXY: '127.0.0.1' }),
  { databaseUrl: '', smtpUrl: null, secretKey: TEST_SECRET_KEY },
);

let dataDir: string;
let server: MailboxServer;
let app: NestFastifyApplication;

async function start(): Promise<void> {
  server = await startMailboxServer({ dataDir });
  const module = await Test.createTestingModule({
    imports: [ConfigModule.register(settings), MailboxModule.register(server.store)],
  }).compile();
  app = module.createNestApplication<NestFastifyApplication>(
    createHttpAdapter(settings, createLogger('silent')),
    { bodyParser: false },
  );
  app.useGlobalFilters(new ErrorFilter());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
}

async function stop(): Promise<void> {
  await app.close();
  await server.stop();
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mailbox-'));
  await start();
});

afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function send(mail: SendMailOptions): Promise<void> {
  const transport = createTransport(server.smtpUrl);
  await transport.sendMail({ from: 'Acme <research@acme.test>', to: 'zoe@example.com', ...mail });
  transport.close();
}

const get = (url: string) => app.inject({ method: 'GET', url });

async function listed(query = ''): Promise<ListedMessage[]> {
  return (await get(`/mailbox/messages${query}`)).json<ListedMessage[]>();
}

async function newestId(): Promise<string> {
  const [newest] = await listed();
  if (newest === undefined) throw new Error('The mailbox is empty');
  return newest.id;
}

describe('a received mail', () => {
  beforeEach(() =>
    send({
      to: { name: 'Zoë Ångström', address: 'zoe@example.com' },
      bcc: 'hidden@example.com',
      replyTo: 'Wei 王 <wei@acme.test>',
      subject: 'Könnten wir reden? 你好',
      html: '<p>Hello <a href="https://acme.test/i/1">Zoë</a></p>',
      text: 'Hello Zoë,\nas text',
      messageId: '<delivery-1@acme.test>',
    }),
  );

  it('is in the list', async () => {
    const page = await get('/mailbox');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(page.body).toContain('<b>Zoë Ångström</b>');
    expect(page.body).toContain('Könnten wir reden? 你好');
  });

  it('is in the list for scripts', async () => {
    expect(await listed()).toEqual([
      {
        id: expect.stringMatching(/^\d{8}T\d{9}Z-\d{6}-[0-9a-f]{8}$/),
        to: 'zoe@example.com, hidden@example.com',
        subject: 'Könnten wir reden? 你好',
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
    ]);
  });

  it('shows headers, envelope and text on its page, and its HTML in a sandbox', async () => {
    const id = await newestId();
    const page = await get(`/mailbox/${id}`);
    expect(page.statusCode).toBe(200);
    for (const text of [
      '&quot;Acme&quot; &lt;research@acme.test&gt;',
      '&quot;Zoë Ångström&quot; &lt;zoe@example.com&gt;',
      '&quot;Wei 王&quot; &lt;wei@acme.test&gt;',
      '&lt;delivery-1@acme.test&gt;',
      'research@acme.test → zoe@example.com, hidden@example.com',
      'Hello Zoë,\nas text',
      `src="/mailbox/${id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"`,
    ]) {
      expect(page.body).toContain(text);
    }
  });

  it('has its HTML under a policy of its own, with links that open in a new tab', async () => {
    const page = await get(`/mailbox/${await newestId()}/html`);
    expect(page.headers['content-security-policy']).toMatch(
      /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:/,
    );
    expect(page.body).toMatch(/^<base target="_blank"><p>Hello <a href="https:\/\/acme.test\/i\/1">Zoë<\/a>/);
  });

  it('has its source as it was received, as plain text', async () => {
    const page = await get(`/mailbox/${await newestId()}/source`);
    expect(page.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.body).toMatch(/^From: Acme <research@acme\.test>\r\n/);
    expect(page.body).not.toContain('X-Parley-Envelope');
  });

  it('is found by recipient and by subject', async () => {
    await send({ to: 'other@example.com', subject: 'Something else' });
    for (const words of ['ångström', 'HIDDEN@', 'reden']) {
      expect(await listed(`?q=${encodeURIComponent(words)}`)).toHaveLength(1);
    }
    const page = await get('/mailbox?q=something');
    expect(page.body).toContain('other@example.com');
    expect(page.body).not.toContain('zoe@example.com');
  });

  it('survives a restart', async () => {
    const before = await listed();
    await stop();
    await start();
    expect(await listed()).toEqual(before);
    expect((await get(`/mailbox/${await newestId()}`)).body).toContain('Hello Zoë,\nas text');
  });

  it('is gone after clearing', async () => {
    const id = await newestId();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
    const cleared = await app.inject({ method: 'POST', url: '/mailbox/clear', headers });
    expect(cleared.statusCode).toBe(303);
    expect(cleared.headers.location).toBe('/mailbox');
    expect(await listed()).toEqual([]);
    expect((await get('/mailbox')).body).toContain('No mail yet');
    expect((await get(`/mailbox/${id}`)).statusCode).toBe(404);
  });

  it('is not cleared by a page of another site', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const response = await app.inject({ method: 'POST', url: '/mailbox/clear', headers });
    expect(response.statusCode).toBe(403);
    expect(await listed()).toHaveLength(1);
  });

  it('is not shown or cleared at a foreign host name', async () => {
    const id = await newestId();
    const headers = { host: 'evil.test', 'x-forwarded-host': 'localhost' };
    for (const path of ['', '/messages', `/${id}`, `/${id}/html`, `/${id}/source`]) {
      const page = await app.inject({ url: `/mailbox${path}`, headers });
      expect(page.statusCode).toBe(403);
      expect(page.body).not.toContain('zoe@example.com');
    }
    const cleared = await app.inject({ method: 'POST', url: '/mailbox/clear', headers });
    expect(cleared.statusCode).toBe(403);
    expect(await listed()).toHaveLength(1);
  });
});

describe('ids', () => {
  it.each([
    '../../../etc/passwd',
    '..%2fsecret',
    '%2e%2e%2fsecret',
    '..%5csecret',
    '20260101T000000000Z-000000-00000000%2f..%2f..%2fsecret',
    '20260101T000000000Z-000000-00000000%00',
    '20260101T000000000Z-000000-00000000%0a',
    '99999999T999999999Z-000000-00000000',
    'unknown',
    '20260101T000000000Z-000000-00000000',
  ])('%s is not found', async (id) => {
    await writeFile(join(dataDir, 'secret.eml'), 'Subject: secret\r\n\r\nsecret');
    for (const view of ['', '/html', '/source']) {
      const page = await get(`/mailbox/${id}${view}`);
      expect(page.statusCode).toBe(404);
      expect(page.body).not.toContain('secret');
    }
  });

  it('unknown get a page', async () => {
    const page = await get('/mailbox/20260101T000000000Z-000000-00000000');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain('No such message');
  });
});

describe('hostile mail', () => {
  const script = '<script>alert(1)</script>';

  it('is escaped on our pages', async () => {
    await send({
      to: { name: `"><img src=x>`, address: 'zoe@example.com' },
      subject: script,
      text: `</pre>${script}`,
      headers: { 'X-Note': script },
      attachments: [{ filename: `${script}.txt`, content: 'x' }],
    });
    for (const url of [
      '/mailbox',
      `/mailbox?q=${encodeURIComponent('<script>')}`,
      `/mailbox/${await newestId()}`,
    ]) {
      const { body } = await get(url);
      expect(body).toContain('&lt;script&gt;alert(1)');
      expect(body).not.toMatch(/<script|<img/);
    }
    expect((await get('/mailbox?q="><script>')).body).not.toContain('<script');
  });

  it('cannot choose where its links open, nor leave the sandbox', async () => {
    const html = `<!DOCTYPE html><html><head><base target="_top"><title>x</title></head><body>${script}</body></html>`;
    await send({ html });
    const page = await get(`/mailbox/${await newestId()}/html`);
    expect(page.body).toMatch(/^<!DOCTYPE html><base target="_blank"><html>/);
    expect(page.headers['content-security-policy']).not.toContain('allow-scripts');
    expect(page.headers['content-security-policy']).not.toContain('allow-same-origin');
  });

  it('cannot forge its envelope', async () => {
    await send({ headers: { 'X-Parley-Envelope': '{"from":"forged@x.test","to":["forged@x.test"]}' } });
    expect((await listed())[0]?.to).toBe('zoe@example.com');
  });
});

describe('receiving', () => {
  it('keeps 500 mails sent in parallel, newest first', async () => {
    const transport = createTransport({
      url: server.smtpUrl,
      pool: true,
      maxConnections: 10,
      maxMessages: Infinity,
    });
    const numbers = Array.from({ length: 500 }, (_, index) => index);
    await Promise.all(
      numbers.map((n) =>
        transport.sendMail({ from: 'a@acme.test', to: `p${n}@example.com`, subject: `No. ${n}` }),
      ),
    );
    transport.close();
    const messages = await listed('?limit=500');
    expect(new Set(messages.map(({ to }) => to))).toEqual(new Set(numbers.map((n) => `p${n}@example.com`)));
    expect(messages.map(({ id }) => id)).toEqual(
      messages
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
    expect((await get('/mailbox')).body).toContain('1–50 of 500');
    expect((await get('/mailbox?page=10')).body).toContain('451–500 of 500');
  }, 30_000);

  it('takes addresses beyond ASCII', async () => {
    await send({ to: 'zoë@exämple.com' });
    expect((await listed())[0]?.to).toMatch(/^zoë@/);
  });

  it('takes any user name and password', async () => {
    const { port } = new URL(server.smtpUrl);
    const transport = createTransport({
      host: '127.0.0.1',
      port: Number(port),
      auth: { user: 'u', pass: 'p' },
    });
    await transport.sendMail({ from: 'a@acme.test', to: 'zoe@example.com', text: 'x' });
    transport.close();
    expect(await listed()).toHaveLength(1);
  });
});

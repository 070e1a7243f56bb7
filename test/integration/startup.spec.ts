import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/app/ports';
import { startProcess } from '../support/app/process';
import { TEST_SECRET_KEY } from '../support/app/secret-key';
import { createTestDatabase, type TestDatabase } from '../support/app/test-database';

// The machine that runs the tests may be busy, and each test waits for a whole process.
jest.setTimeout(60_000);

const MAIN = join(__dirname, '../../dist/main.js');

describe('a start that fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-start-'));
  let database: TestDatabase;
  let production: NodeJS.ProcessEnv;

  beforeAll(async () => {
    database = await createTestDatabase();
    production = {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://parley.example.com',
      DATABASE_URL: database.url,
      REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
      SECRET_KEY: TEST_SECRET_KEY,
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
    };
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  /** Starts a process that must end by itself with 1, and returns the text for its operator. */
  async function refusal(variables: NodeJS.ProcessEnv): Promise<string> {
    const child = spawn(process.execPath, [MAIN], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...variables },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += String(part)));
    const timer = setTimeout(() => child.kill('SIGKILL'), 50_000);
    await once(child, 'close');
    clearTimeout(timer);
    expect(child.exitCode).toBe(1);
    expect(output).not.toContain('hunter2');
    const lines = output.split('\n').filter((line) => line.startsWith('{'));
    const failures = lines
      .map((line) => JSON.parse(line) as { level: number; msg: string; stack?: string })
      .filter(({ level }) => level >= 50);
    expect(output).not.toMatch(/^\s+at /m);
    if (failures.length === 0) return output;
    expect(failures).toEqual([{ level: 60, time: expect.any(String) as string, msg: failures[0]?.msg }]);
    return failures[0]?.msg ?? '';
  }

  it('because the port is taken says so', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await refusal({ ...production, PORT: String(port) })).toBe(
      `PORT: ${port} is taken by another program. Stop it, or set PORT to a free port.`,
    );
    server.close();
  });

  it('because HOST is the name of something else says so', async () => {
    expect(await refusal({ ...production, HOST: 'x86_64-conda-linux-gnu' })).toMatch(
      /^HOST: x86_64-conda-linux-gnu is not an address of this machine \(E\w+\)\. Set HOST to one such as/,
    );
  });

  it('because nothing listens at DATABASE_URL says so', async () => {
    const url = `postgres://ada:hunter2@127.0.0.1:${await freePort()}/parley`;
    expect(await refusal({ ...production, DATABASE_URL: url })).toBe(
      'DATABASE_URL: PostgreSQL cannot be reached (ECONNREFUSED): nothing listens there. Start PostgreSQL, or correct host and port.',
    );
  });

  it('because the socket of DATABASE_URL is missing says so', async () => {
    const url = `postgres://ada:hunter2@/parley?host=${folder}`;
    expect(await refusal({ ...production, DATABASE_URL: url })).toMatch(
      /^DATABASE_URL: PostgreSQL cannot be reached \(ENOENT\): the socket does not exist/,
    );
  });

  it('because the password or the database is wrong says so', async () => {
    const url = new URL(database.url);
    url.password = 'hunter2';
    expect(await refusal({ ...production, DATABASE_URL: url.href })).toContain(
      'user name or password is wrong',
    );
    const elsewhere = new URL(database.url);
    elsewhere.pathname = '/nowhere';
    expect(await refusal({ ...production, DATABASE_URL: elsewhere.href })).toContain(
      'database does not exist',
    );
  });

  it('because the password of the mail server is not percent-encoded says so', async () => {
    const smtp = { SMTP_URL: 'smtp://user:hunter2%@mail.example.com:587', MAIL_FROM: 'a@example.org' };
    expect(await refusal({ ...production, ...smtp })).toMatch(/SMTP_URL: .*percent-encode/);
  });

  it('because ADMIN_PASSWORD has no Redis says so', async () => {
    expect(await refusal({ DATA_DIR: folder, ADMIN_PASSWORD: 'hunter2' })).toMatch(
      /ADMIN_PASSWORD: .*REDIS_URL/,
    );
  });

  it('because a .env of Windows says production and lacks the rest says so', async () => {
    writeFileSync(join(folder, '.env'), '\uFEFFNODE_ENV=production\r\nPORT=4391\r\n');
    const text = await refusal({ DATA_DIR: folder });
    rmSync(join(folder, '.env'));
    for (const name of ['PUBLIC_URL', 'DATABASE_URL', 'REDIS_URL', 'SECRET_KEY'])
      expect(text).toContain(`${name}: is not set`);
  });
});

describe('a process', () => {
  it('listens on this machine only outside of production, whatever surrounds its settings', async () => {
    const database = await createTestDatabase();
    const own = await startProcess({
      DATABASE_URL: `${database.url}\n`,
      SMTP_URL: 'smtp://127.0.0.1:25 ',
      HOST: '',
      DATA_DIR: join(tmpdir(), 'unused'),
    });
    const [, address] = /"address":"([^"]+)"/.exec(own.output()) ?? [];
    expect(address).toMatch(/^(127\.0\.0\.1|\[::1\]):\d+$/);
    expect((await own.end('SIGTERM')).code).toBe(0);
    await database.drop();
  });

  it('makes a secret key where there is none, one for all that start together, and never says it', async () => {
    const [database, dataDir] = [await createTestDatabase(), mkdtempSync(join(tmpdir(), 'parley-key-'))];
    const start = () =>
      startProcess({
        DATABASE_URL: database.url,
        SMTP_URL: 'smtp://127.0.0.1:25',
        DATA_DIR: dataDir,
        LOG_LEVEL: 'trace',
        SECRET_KEY: undefined,
      });
    const processes = await Promise.all([start(), start()]);
    const file = join(dataDir, 'secret-key');
    expect([readdirSync(dataDir), statSync(file).mode & 0o777]).toEqual([['secret-key'], 0o600]);
    const key = readFileSync(file, 'utf8').trim();
    expect(key).toMatch(/^[\w-]{43}$/);
    for (const own of processes) {
      expect((await own.end('SIGTERM')).code).toBe(0);
      expect(own.output()).not.toContain(key);
    }
    writeFileSync(file, key.slice(1));
    await expect(start()).rejects.toThrow(/DATA_DIR: .*secret-key is damaged\. Restore it/);
    await database.drop();
    rmSync(dataDir, { recursive: true });
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { transformFile } from '@swc/core';
import { Client } from 'pg';
import { installedBinaries } from '../../src/dev/embedded-postgres/binaries';
import { lockDataDir } from '../../src/dev/embedded-postgres/data-dir-lock';
import {
  type EmbeddedPostgres,
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/dev/embedded-postgres/embedded-postgres';
import { isRunning } from '../../src/dev/embedded-postgres/process-identity';

const SOURCES = resolve(__dirname, '../../src/dev/embedded-postgres');
const NODE_MODULES = resolve(__dirname, '../../node_modules');
const NOBODY = 65534;

const isRoot = process.getuid?.() === 0;
const ifRoot = isRoot ? it : it.skip;

jest.setTimeout(30_000);

let folder: string;
let dataDir: string;
let cleanUp: (() => unknown)[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-postgres-'));
  await chmod(folder, 0o711);
});

beforeEach(() => {
  // Most tests share one database, because creating one is slow.
  dataDir = join(folder, 'data');
  cleanUp = [];
});

afterEach(async () => {
  for (const step of cleanUp.reverse()) await step();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts the server as the application does, and stops it after the test. */
async function start(...args: Parameters<typeof startEmbeddedPostgres>): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(...args);
  cleanUp.push(() => postgres.stop());
  return postgres;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function serverPid(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8'), 10);
}

/** Starts the database on `dataDir` in a child process, which runs until it is killed. */
async function startInChild(): Promise<ChildProcess> {
  const compiled = join(folder, 'compiled');
  await mkdir(compiled);
  await symlink(NODE_MODULES, join(compiled, 'node_modules'));
  for (const name of await readdir(SOURCES)) {
    const { code } = await transformFile(join(SOURCES, name), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    await writeFile(join(compiled, name.replace(/\.ts$/, '.js')), code);
  }
  const script = `require('./embedded-postgres.js').startEmbeddedPostgres({ dataDir: process.argv[1] })
    .then(({ url }) => console.log(url))`;
  const child = spawn(process.execPath, ['-e', script, dataDir], {
    cwd: compiled,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUp.push(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

describe('embedded PostgreSQL', () => {
  it('creates an empty UTF-8 database in UTC with a password at the first start', async () => {
    const { url } = await start({ dataDir });

    const [row] = await query(
      url,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone,
         current_setting('listen_addresses') AS addresses, lower('ÄÖÜ') AS lowered,
         current_database() AS name, (SELECT count(*)::int FROM pg_stat_user_tables) AS tables`,
    );

    expect(row).toEqual({
      encoding: 'UTF8',
      zone: 'UTC',
      addresses: '127.0.0.1',
      lowered: 'äöü',
      name: 'parley',
      tables: 0,
    });
    const withWrongPassword = new URL(url);
    withWrongPassword.password = 'guess';
    await expect(query(withWrongPassword.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps its data over a restart, and hides its secrets from other users', async () => {
    const first = await start({ dataDir });
    await query(first.url, `CREATE TABLE restarted AS SELECT 'kept' AS text`);
    for (const name of ['postgres.password', 'postgres.url', 'postgres']) {
      expect((await stat(join(dataDir, name))).mode & 0o077).toBe(0);
    }
    await first.stop();
    expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.password']);

    const second = await start({ dataDir });

    expect(await query(second.url, 'SELECT text FROM restarted')).toEqual([{ text: 'kept' }]);
  });

  it('does not start twice on the same folder; the running server can be found', async () => {
    expect(await findRunningEmbeddedPostgres(dataDir)).toBeNull();
    const postgres = await start({ dataDir });

    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      `DATA_DIR ${dataDir} is in use by another Parley (pid ${process.pid}). ` +
        'Stop it, or set DATA_DIR to another folder.',
    );
    expect(await findRunningEmbeddedPostgres(dataDir)).toBe(postgres.url);

    await postgres.stop();
    expect(await findRunningEmbeddedPostgres(dataDir)).toBeNull();
  });

  it('stops the orphaned server of a killed Parley and keeps its data', async () => {
    const child = await startInChild();
    const childUrl = await findRunningEmbeddedPostgres(dataDir);
    await query(childUrl ?? '', `CREATE TABLE parley_killed AS SELECT 'kept' AS text`);
    const orphan = await serverPid();
    cleanUp.push(async () => (await isRunning(orphan)) && process.kill(orphan, 'SIGQUIT'));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await isRunning(orphan)).toBe(true);
    expect(await findRunningEmbeddedPostgres(dataDir)).toBeNull();

    const { url } = await start({ dataDir });

    expect(await isRunning(orphan)).toBe(false);
    expect(await query(url, 'SELECT text FROM parley_killed')).toEqual([{ text: 'kept' }]);
  });

  it('starts after the server was killed', async () => {
    const postgres = await start({ dataDir });
    await query(postgres.url, `CREATE TABLE server_killed AS SELECT 'kept' AS text`);
    process.kill(await serverPid(), 'SIGKILL');
    await postgres.stop();

    const { url } = await start({ dataDir });

    expect(await query(url, 'SELECT text FROM server_killed')).toEqual([{ text: 'kept' }]);
  });

  it('does not stop an unrelated process that has the pid of a dead server', async () => {
    await (await start({ dataDir })).stop();
    const data = join(dataDir, 'postgres/data');
    const { uid, gid } = await stat(data);
    const bystander = spawn('sleep', ['60'], isRoot ? { uid, gid } : {});
    cleanUp.push(() => bystander.kill());
    await writeFile(join(data, 'postmaster.pid'), `${bystander.pid}\n${data}\n1700000000\n5432\n\n\n`);

    const { url } = await start({ dataDir });

    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
  });

  it('reports the log of a server that does not start, and unlocks the folder', async () => {
    await (await start({ dataDir })).stop();
    const config = join(dataDir, 'postgres/data/postgresql.auto.conf');
    await writeFile(config, 'no_such_setting = 1\n');

    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      /unrecognized configuration parameter "no_such_setting"[^]*set DATABASE_URL/,
    );

    await writeFile(config, '');
    await start({ dataDir });
  });

  it('creates the links between libraries if the install script was skipped', async () => {
    const root = join(folder, 'package');
    await mkdir(join(root, 'native/lib'), { recursive: true });
    await writeFile(join(root, 'package.json'), '{ "version": "18.0.0" }');
    const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' };
    await writeFile(join(root, 'native/pg-symlinks.json'), JSON.stringify([link]));

    await installedBinaries(root);
    await installedBinaries(root);

    expect(await readlink(join(root, link.target))).toBe('libpq.so.5.18');
  });

  ifRoot('starts as root from a folder that only root can enter', async () => {
    const hidden = join(folder, 'hidden');
    await mkdir(hidden, { mode: 0o700 });
    dataDir = join(hidden, 'data');
    const installed = await installedBinaries();
    const binaries = { ...installed, folder: join(hidden, 'native') };
    // Most of the files are time zones, of which this server needs only UTC.
    const filter = (source: string) => !/timezone\/(?!Etc)[^/]+\//.test(source);
    await cp(installed.folder, binaries.folder, { recursive: true, verbatimSymlinks: true, filter });
    const planted = join(folder, 'planted');
    await mkdir(planted);
    await chown(planted, NOBODY, NOBODY);
    const system = join(folder, 'system');
    const platform = { binaries, systemFolders: [planted, system] };

    const first = await start({ dataDir }, platform);
    await query(first.url, `CREATE TABLE moved AS SELECT 'kept' AS text`);
    await first.stop();
    const second = await start({ dataDir }, platform);

    expect(await query(second.url, 'SELECT text FROM moved')).toEqual([{ text: 'kept' }]);
    expect(await readdir(planted)).toEqual([]);
    const [dataFolder, programs, ...others] = (await readdir(system)).sort();
    expect(programs).toBe(`postgres-${binaries.version}-${process.arch}`);
    expect(others).toEqual([]);
    expect(await readlink(join(dataDir, 'postgres'))).toBe(join(system, dataFolder ?? ''));
  });
});

describe('lock on the data folder', () => {
  const ignore = () => undefined;
  const lockFile = () => join(dataDir, 'parley.lock');

  beforeEach(async () => {
    dataDir = await mkdtemp(join(folder, 'locked-'));
  });

  it('is taken over by exactly one of many processes when its owner is dead', async () => {
    const lock = await lockDataDir(dataDir, ignore);
    const owner = JSON.parse(await readFile(lockFile(), 'utf8')) as Record<string, unknown>;
    await lock.release();
    await writeFile(lockFile(), JSON.stringify({ ...owner, startedAt: 'another start with the same pid' }));

    const attempts = await Promise.allSettled(Array.from({ length: 12 }, () => lockDataDir(dataDir, ignore)));

    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(dataDir)).toEqual([basename(lockFile())]);
  });

  it('is taken over from an owner that died before it filled the file', async () => {
    await writeFile(lockFile(), '');

    const lock = await lockDataDir(dataDir, ignore);

    await lock.release();
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('belongs to an owner in another container while that sends heartbeats', async () => {
    const silentDir = join(folder, 'silent');
    await mkdir(silentDir);
    const owner = JSON.stringify({ pid: 7, startedAt: '1', scope: 'another container' });
    await writeFile(lockFile(), owner);
    await writeFile(join(silentDir, 'parley.lock'), owner);
    const heartbeat = setInterval(() => void utimes(lockFile(), new Date(), new Date()), 500);
    cleanUp.push(() => {
      clearInterval(heartbeat);
    });

    const taken = lockDataDir(silentDir, ignore);
    await expect(lockDataDir(dataDir, ignore)).rejects.toThrow('in use by another Parley (pid 7)');
    await (await taken).release();
  });
});

import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { errorCode } from './files';
import type { ServiceUser } from './run-command';
import { type ServerProcess, spawnServer } from './server-process';

const HOST = '127.0.0.1';
const CONNECT_TIMEOUT_MS = 3_000;
const DATABASE = 'parley';
const READY_TIMEOUT_MS = 60_000;
const ATTEMPTS = 5;
const PAUSE_BETWEEN_ATTEMPTS_MS = 500;

/** Errors that another attempt may not meet: a port that was taken meanwhile, processes left by a killed server. */
const TRANSIENT_ERRORS = /Address already in use|could not bind|pre-existing shared memory block/;

/** SQLSTATE for a wrong password. Waiting does not help. */
const INVALID_PASSWORD = '28P01';

export interface ServerOptions {
  /** The folder that contains PostgreSQL's `bin`. */
  readonly binaries: string;
  /** The folder of the cluster. */
  readonly data: string;
  readonly user: ServiceUser | null;
  readonly superuser: string;
  readonly password: string;
  readonly onNotice: (line: string) => void;
}

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a server on a free port and waits until the application's database exists and accepts connections.
 * @throws Error with the end of the server's log if the server does not start
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    let isReady = false;
    const server = spawnServer(options.binaries, options.data, port, options.user, (lastLines) => {
      if (isReady) options.onNotice(`The embedded PostgreSQL has ended unexpectedly:\n${lastLines}`);
    });
    try {
      await waitUntilReady(server, databaseUrl(port, options.superuser, options.password, 'postgres'));
      isReady = true;
      return {
        url: databaseUrl(port, options.superuser, options.password, DATABASE),
        stop: () => server.stop(),
      };
    } catch (error) {
      await server.stop();
      if (attempt === ATTEMPTS || !TRANSIENT_ERRORS.test(server.lastLines())) {
        throw new Error(explain(error, server.lastLines(), options.data), { cause: error });
      }
      await delay(PAUSE_BETWEEN_ATTEMPTS_MS);
    }
  }
}

/** True if the database at the URL accepts a connection now. */
export async function acceptsConnections(url: string): Promise<boolean> {
  try {
    await withClient(url, () => Promise.resolve());
    return true;
  } catch {
    return false;
  }
}

async function waitUntilReady(server: ServerProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    try {
      await ensureDatabase(url, DATABASE);
      if (!server.hasEnded()) return;
    } catch (error) {
      if (errorCode(error) === INVALID_PASSWORD) throw error;
      if (Date.now() > deadline) throw error;
    }
    if (server.hasEnded()) throw new Error('the server ended while starting');
    await delay(30);
  }
}

function explain(error: unknown, log: string, data: string): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The embedded PostgreSQL does not start (${reason}). The end of its log:\n${log}\n${hintFor(log, data)}`;
}

function hintFor(log: string, data: string): string {
  if (/initialized by PostgreSQL version/.test(log)) {
    return `${data} was written by another version of PostgreSQL. Install that one, or set DATA_DIR to another folder.`;
  }
  if (/password authentication failed/.test(log)) {
    return 'postgres.password in DATA_DIR does not belong to this database. Put the right one back.';
  }
  if (/invalid permissions|wrong ownership/.test(log)) {
    return 'The file system of DATA_DIR may not keep owners and modes. Set DATA_DIR to a folder on another one.';
  }
  if (/No space left on device/.test(log)) return 'Free some disk space, then start again.';
  return 'Repair what the log names, set DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL of your own.';
}

function databaseUrl(port: number, user: string, password: string, database: string): string {
  return `postgres://${user}:${password}@${HOST}:${port}/${database}`;
}

/** Creates the database `name` unless it exists. @throws the driver's error */
async function ensureDatabase(url: string, name: string): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

/** A TCP port that is free now. Another program may take it before the server does. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, HOST, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ssl: false,
  });
  // The pending call reports a lost connection. Without a listener, the event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

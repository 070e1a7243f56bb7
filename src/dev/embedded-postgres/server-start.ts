import { setTimeout as delay } from 'node:timers/promises';
import { databaseUrl, ensureDatabase, freePort } from './connection';
import { errorCode } from './files';
import type { ServiceUser } from './run-command';
import { spawnServer, type ServerProcess } from './server-process';

const DATABASE = 'parley';
const READY_TIMEOUT_MS = 60_000;
const ATTEMPTS = 5;
const PAUSE_BETWEEN_ATTEMPTS_MS = 500;

/** What the next attempt may find gone: a port taken in between, the last processes of a killed server. */
const PASSING_TROUBLE = /Address already in use|could not bind|pre-existing shared memory block/;

/** SQLSTATE for a wrong password, which no waiting mends. */
const INVALID_PASSWORD = '28P01';

export interface ServerPlan {
  readonly programs: string;
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
 * Starts a server on a free port and waits until the application's database can be used.
 * @throws Error with the end of the server's log when it does not come up.
 */
export async function startServer(plan: ServerPlan): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    let isReady = false;
    const server = spawnServer(plan.programs, plan.data, port, plan.user, (lastLines) => {
      if (isReady) plan.onNotice(`The embedded PostgreSQL has ended unexpectedly:\n${lastLines}`);
    });
    try {
      await waitUntilReady(server, databaseUrl(port, plan.superuser, plan.password, 'postgres'));
      isReady = true;
      return {
        url: databaseUrl(port, plan.superuser, plan.password, DATABASE),
        stop: () => server.stop(),
      };
    } catch (error) {
      await server.stop();
      if (attempt === ATTEMPTS || !PASSING_TROUBLE.test(server.lastLines())) {
        throw new Error(explain(error, server.lastLines(), plan.data), { cause: error });
      }
      await delay(PAUSE_BETWEEN_ATTEMPTS_MS);
    }
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

import Queue from 'bull';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports';

/** A Redis for tests. */
export interface TestRedis {
  url: string;
  stop(): Promise<void>;
}

/** REDIS_URL if set, else a redis-server from PATH on a free port, else null. */
export async function startTestRedis(): Promise<TestRedis | null> {
  const given = process.env.REDIS_URL;
  if (given) return { url: given, stop: async () => undefined };
  return hasRedisServer() ? startRedisServer(await freePort()) : null;
}

/** Whether this machine can start Redis servers of its own. */
export function hasRedisServer(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/** A redis-server that keeps nothing on disk. */
export async function startRedisServer(port: number): Promise<TestRedis & { kill(): Promise<void> }> {
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: 'ignore' },
  );
  await untilAccepting(port, child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return { url: `redis://127.0.0.1:${port}`, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

async function untilAccepting(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) throw new Error('redis-server ended at once.');
    const socket = connect(port, '127.0.0.1');
    const connected = await new Promise<boolean>((done) => {
      socket.once('connect', () => done(true)).once('error', () => done(false));
    });
    socket.destroy();
    if (connected) return;
    await sleep(50);
  }
  throw new Error('redis-server did not come up.');
}

/**
 * URL of an emptied Redis database that no other test file uses at the same time, so that no worker takes another
 * file's jobs; null where there is no Redis.
 */
export async function emptyRedisDatabase(): Promise<string | null> {
  const url = redisDatabase();
  if (url === null) return null;
  const queue = new Queue('empty', url);
  await queue.client.flushdb();
  await queue.close();
  return url;
}

/** The URL of that database, known before anything runs; null where there is no Redis. */
export function redisDatabase(): string | null {
  if (!process.env.PARLEY_TEST_REDIS) return null;
  const url = new URL(process.env.PARLEY_TEST_REDIS);
  // Jest numbers its workers from 1; database 0 stays free.
  url.pathname = `/${process.env.JEST_WORKER_ID ?? '1'}`;
  return url.href;
}

// PostgreSQL and Redis for a benchmark: those of DATABASE_URL and REDIS_URL, or new ones that end with it.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import embedded from '../../dist/dev/embedded-postgres/embedded-postgres.js';
import migrations from '../../dist/database/migrate.js';
import { startProcess } from './processes.mjs';

/**
 * @typedef {object} Services
 * @property {string} databaseUrl a new, migrated database
 * @property {string | null} redisUrl
 * @property {() => Promise<void>} stop drops the database and stops the servers that were started
 */

/**
 * @param {{ redis?: boolean }} [needs]
 * @returns {Promise<Services>}
 */
export async function startServices({ redis: needsRedis = true } = {}) {
  const postgres = process.env.DATABASE_URL ? null : await startPostgres();
  const redis = process.env.REDIS_URL || !needsRedis ? null : await startRedis();
  const server = process.env.DATABASE_URL ?? postgres.url;
  const name = `parley_bench_${randomBytes(4).toString('hex')}`;
  await query(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migrations.migrate(url.href);
  return {
    databaseUrl: url.href,
    redisUrl: needsRedis ? (process.env.REDIS_URL ?? redis.url) : null,
    stop: async () => {
      await query(server, `DROP DATABASE ${name} WITH (FORCE)`);
      await redis?.stop();
      await postgres?.stop();
    },
  };
}

/**
 * Runs one statement on a new connection.
 * @param {string} url
 * @param {string} sql
 * @param {unknown[]} [values]
 * @returns {Promise<any[]>}
 */
export async function query(url, sql, values) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Deletes all topics and the rows that reference them, so that every round starts alike. @param {string} databaseUrl */
export async function clearTopics(databaseUrl) {
  try {
    await query(databaseUrl, 'TRUNCATE user_interview_topic CASCADE');
  } catch (error) {
    // Deadlock: a worker that claims deliveries takes its locks in another order.
    if (/** @type {{ code?: string }} */ (error).code !== '40P01') throw error;
    await clearTopics(databaseUrl);
  }
}

/** Waits until every delivery is recorded as sent. @param {string} databaseUrl */
export async function untilAllSent(databaseUrl) {
  const OPEN = `SELECT count(*)::integer AS open FROM invite_delivery WHERE status <> 'sent'`;
  while ((await query(databaseUrl, OPEN))[0].open > 0) await sleep(100);
}

/** @returns {Promise<number>} */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

async function startPostgres() {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const server = await embedded.startEmbeddedPostgres({ dataDir });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startRedis() {
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = startProcess(spawn('redis-server', options, { stdio: 'ignore' }));
  for (let tries = 0; !(await accepts(port)); tries++) {
    if (tries > 100) throw new Error('No Redis: set REDIS_URL, or install redis-server.');
    await sleep(50);
  }
  return { url: `redis://127.0.0.1:${port}`, stop: () => child.stop() };
}

/** @param {number} port */
async function accepts(port) {
  const socket = connect(port, '127.0.0.1');
  const connected = await new Promise((done) => {
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
  socket.destroy();
  return connected;
}

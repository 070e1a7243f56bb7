import { execFileSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../../src/database/migrate';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../src/dev/embedded-postgres/embedded-postgres';
import { startTestRedis, type TestRedis } from './redis';
import { TEMPLATE_DATABASE } from './test-database';

/** The servers that run beside the tests. */
export interface TestServices {
  postgres: EmbeddedPostgres;
  redis: TestRedis | null;
  dataDir: string;
}

/** Starts PostgreSQL and, where there is one, Redis for the whole run; migrates the database that tests copy. */
export default async function globalSetup(): Promise<void> {
  // Fault tests run the built program; here, so that it is built once and not by each worker of Jest.
  const build = join(__dirname, '../../../scripts/build-if-stale.mjs');
  execFileSync(process.execPath, [build], { stdio: 'inherit' });
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  const admin = new Client({ connectionString: postgres.url });
  await admin.connect();
  // Test data needs no durability, and this makes copying databases fast.
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await admin.query(`ALTER SYSTEM SET ${setting} = off`);
  }
  await admin.query('SELECT pg_reload_conf()');
  await admin.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  await admin.end();
  const url = new URL(postgres.url);
  url.pathname = `/${TEMPLATE_DATABASE}`;
  await migrate(url.href);

  const redis = await startTestRedis();
  if (!redis && process.env.CI === 'true')
    throw new Error('CI needs a Redis: set REDIS_URL or install redis-server.');
  process.env.PARLEY_TEST_POSTGRES = postgres.url;
  if (redis) process.env.PARLEY_TEST_REDIS = redis.url;
  (globalThis as { parleyTestServices?: TestServices }).parleyTestServices = { postgres, redis, dataDir };
}

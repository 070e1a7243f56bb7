import type { DataSource, QueryRunner } from 'typeorm';
import { StartupError } from '../errors/startup-error';

const OLDEST_VERSION = 140_000;

interface Traits {
  version: number;
  encoding: string;
  /** Another schema with Parley's tables, while the schema `public` has none. */
  schema: string | null;
}

/**
 * Checks what Parley relies on and cannot set itself: the version, the encoding, the schema, and that each connection is
 * a session of its own.
 * @param dataSource with at least two connections
 * @throws StartupError that names the fix
 */
export async function assertUsable(dataSource: DataSource): Promise<void> {
  const [first, second] = [dataSource.createQueryRunner(), dataSource.createQueryRunner()];
  try {
    await assertOwnSessions(first, second);
    await assertTraits(first);
  } finally {
    await Promise.all([first.release(), second.release()]);
  }
}

async function assertTraits(runner: QueryRunner): Promise<void> {
  const [traits] = await runner.manager.query<Traits[]>(`
    SELECT current_setting('server_version_num')::integer AS version, current_setting('server_encoding') AS encoding,
           (SELECT n.nspname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = 'user_interview_topic' AND c.relkind = 'r'
            ORDER BY n.nspname <> 'public' LIMIT 1) AS schema`);
  if (!traits) return;
  if (traits.version < OLDEST_VERSION) {
    const version = Math.floor(traits.version / 10_000);
    throw new StartupError(
      `DATABASE_URL: the server is PostgreSQL ${version}. Parley needs version 14 or later.`,
    );
  }
  if (traits.encoding !== 'UTF8') {
    throw new StartupError(
      `DATABASE_URL: the database has the encoding ${traits.encoding}, which cannot hold every name and answer. Create one with UTF8, such as: CREATE DATABASE parley TEMPLATE template0 ENCODING 'UTF8'.`,
    );
  }
  if (traits.schema !== null && traits.schema !== 'public') {
    throw new StartupError(
      `DATABASE_URL: the tables are in the schema ${traits.schema}, and Parley uses the schema public. Move them there with ALTER TABLE and ALTER FUNCTION ... SET SCHEMA public.`,
    );
  }
}

/**
 * Refuses a pooler that gives a connection another server process for each transaction: session settings, prepared
 * statements and the lock of the migrations would be lost or reach somebody else.
 *
 * Two statements of one connection run in different processes when the pooler takes turns, and statements of two
 * connections in the same process when it reuses the last one.
 */
async function assertOwnSessions(first: QueryRunner, second: QueryRunner): Promise<void> {
  const seen: (number | undefined)[][] = [];
  for (const runner of [first, second]) {
    const pids = [await processId(runner), await processId(runner), await processId(runner)];
    seen.push([...new Set(pids)]);
  }
  seen.push([await processId(first)]);
  const [ofFirst = [], ofSecond = [], later = []] = seen;
  const isStable = ofFirst.length === 1 && ofSecond.length === 1 && later[0] === ofFirst[0];
  if (isStable && ofFirst[0] !== ofSecond[0]) return;
  throw new StartupError(
    'DATABASE_URL: leads to a connection pooler in transaction mode, and Parley needs sessions of its own. Set the pooler to session mode (pool_mode = session in PgBouncer), or connect to PostgreSQL directly.',
  );
}

async function processId(runner: QueryRunner): Promise<number | undefined> {
  const [row] = await runner.manager.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
  return row?.pid;
}

import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';

/** The migrated database that every test file copies. */
export const TEMPLATE_DATABASE = 'parley_template';

/** A database for one test file. */
export interface TestDatabase {
  url: string;
  /** One statement, on whichever connection is free. */
  query<T extends object>(sql: string, values?: unknown[]): Promise<T[]>;
  drop(): Promise<void>;
}

/** Copies the migrated template; takes some 50 ms. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runAsAdmin(`CREATE DATABASE ${name} TEMPLATE ${migrated ? TEMPLATE_DATABASE : 'template0'}`);
  return databaseNamed(name);
}

function databaseNamed(name: string): TestDatabase {
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  // A connection takes longer than most statements, so it is kept. Its end does not matter to a test.
  const pool = new Pool({ connectionString: url.href, max: 4, idleTimeoutMillis: 0, allowExitOnIdle: true });
  pool.on('error', () => undefined);
  return {
    url: url.href,
    query: async <T extends object>(sql: string, values?: unknown[]) =>
      (await pool.query<T>(sql, values)).rows,
    drop: async () => {
      await pool.end();
      await runAsAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

const adminUrl = () => process.env.PARLEY_TEST_POSTGRES ?? '';

async function runAsAdmin(sql: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Rows per table, to show that something was or was not written. */
export async function tableCounts(database: TestDatabase): Promise<Record<string, number>> {
  const tables = await database.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  const counts = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*)::integer AS rows FROM "${name}"`,
  );
  const rows = await database.query<{ name: string; rows: number }>(counts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, rows: number }) => [name, number]));
}

/** An empty database made with these options of CREATE DATABASE, such as `ENCODING 'SQL_ASCII' LOCALE 'C'`. */
export async function createDatabaseWith(options: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runAsAdmin(`CREATE DATABASE ${name} TEMPLATE template0 LOCALE_PROVIDER libc ${options}`);
  return databaseNamed(name);
}

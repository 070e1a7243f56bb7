import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** The migrated database that every test file copies. */
export const TEMPLATE_DATABASE = 'parley_template';

/** A database for one test file. */
export interface TestDatabase {
  url: string;
  /** One statement on a connection of its own. */
  query<T extends object>(sql: string, values?: unknown[]): Promise<T[]>;
  drop(): Promise<void>;
}

/** Copies the migrated template; takes some 50 ms. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const adminUrl = process.env.PARLEY_TEST_POSTGRES ?? '';
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${migrated ? TEMPLATE_DATABASE : 'template0'}`);
  return databaseNamed(name);
}

function databaseNamed(name: string): TestDatabase {
  const adminUrl = process.env.PARLEY_TEST_POSTGRES ?? '';
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    query: (sql, values) => run(url.href, sql, values),
    drop: async () => void (await run(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

async function run<T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
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
  const adminUrl = process.env.PARLEY_TEST_POSTGRES ?? '';
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(adminUrl, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE_PROVIDER libc ${options}`);
  return databaseNamed(name);
}

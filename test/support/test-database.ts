import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { TEMPLATE_DATABASE } from './test-services';

/** A migrated database of one's own. */
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

/** An empty database made with these options of CREATE DATABASE, such as `ENCODING 'SQL_ASCII' LOCALE 'C'`. */
export async function createDatabaseWith(options: string): Promise<TestDatabase> {
  const adminUrl = process.env.PARLEY_TEST_POSTGRES ?? '';
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(adminUrl, `CREATE DATABASE ${name} TEMPLATE template0 LOCALE_PROVIDER libc ${options}`);
  return databaseNamed(name);
}

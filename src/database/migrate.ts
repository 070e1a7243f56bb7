import { DataSource, MigrationExecutor } from 'typeorm';
import { StartupError } from '../errors/startup-error';
import { assertUsable } from './assert-usable';
import { explainConnectFailure } from './connect-failures';
import { dataSourceOptions } from './data-source-options';
import { isReadOnly } from './database-errors';

// An arbitrary number that must be the same in every process.
const MIGRATION_LOCK = 7_203_514_908;

const READ_ONLY =
  'DATABASE_URL: leads to a read-only PostgreSQL, and the schema has to be brought up to date. Connect to the primary.';

/**
 * Brings the schema of the database at `url` up to date. Processes that start at the same time wait for each other on
 * an advisory lock, so each migration runs once. Each runs in a transaction of its own, so locks end with it; after a
 * failure the next call continues with the failed migration.
 * @throws StartupError the database cannot be reached or cannot be used
 * @returns names of the migrations that ran
 */
export async function migrate(url: string): Promise<string[]> {
  return underLock(url, async (dataSource) => {
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    return ran.map((migration) => migration.name);
  });
}

/**
 * Reverts the newest migration. Data that only the newer schema can hold is lost.
 * @returns name of the reverted migration; null when there is none
 */
export async function revertLastMigration(url: string): Promise<string | null> {
  return underLock(url, async (dataSource) => {
    const executed = () => new MigrationExecutor(dataSource).getExecutedMigrations();
    const before = await executed();
    await dataSource.undoLastMigration({ transaction: 'all' });
    const left = new Set((await executed()).map(({ name }) => name));
    return before.find(({ name }) => !left.has(name))?.name ?? null;
  });
}

async function underLock<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = await connect(url);
  try {
    await assertUsable(dataSource);
    return await holdLock(dataSource, () => work(dataSource));
  } catch (error) {
    throw isReadOnly(error) ? new StartupError(READ_ONLY) : error;
  } finally {
    await dataSource.destroy();
  }
}

async function connect(url: string): Promise<DataSource> {
  try {
    return await new DataSource(dataSourceOptions(url, 2)).initialize();
  } catch (error) {
    throw new StartupError(explainConnectFailure(error), { cause: error });
  }
}

async function holdLock<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work();
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await lock.release();
  }
}

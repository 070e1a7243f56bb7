import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options';

// Any constant will do, as long as every replica uses the same.
const MIGRATION_LOCK = 7_203_514_908;

/**
 * Brings the schema of the database at `url` up to date. Replicas that start at once wait for one another on an
 * advisory lock, so each migration runs once.
 * @returns names of the migrations that ran
 */
export async function migrate(url: string): Promise<string[]> {
  const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await dataSource.runMigrations({ transaction: 'all' });
    return ran.map((migration) => migration.name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await lock.release();
    await dataSource.destroy();
  }
}

import { Client } from 'pg';
import type { TestDatabase } from './test-database';
import { waitUntil } from './wait-until';

/** A lock on rows that stops requests at a known place. */
export interface RowLock {
  /** Waits until this many connections wait for locks. */
  untilBlocked(count: number): Promise<void>;
  release(): Promise<void>;
}

/** @param select what to lock, such as `SELECT FROM topic WHERE id = $1`; it gets `FOR UPDATE` appended */
export async function lockRows(database: TestDatabase, select: string, values: unknown[]): Promise<RowLock> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('BEGIN');
  await client.query(`${select} FOR UPDATE`, values);
  return {
    untilBlocked: (count) =>
      waitUntil(`${count} connections wait for a lock`, async () => {
        const [row] = await database.query<{ blocked: number }>(
          `SELECT count(*)::integer AS blocked FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return (row?.blocked ?? 0) >= count;
      }),
    release: () => client.end(),
  };
}

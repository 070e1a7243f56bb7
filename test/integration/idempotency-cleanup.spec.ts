import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source-options';
import { IdempotencyKey } from '../../src/idempotency/idempotency-key.entity';
import { IdempotencyRepository } from '../../src/idempotency/idempotency.repository';
import { createTestDatabase } from '../support/app/test-database';

it('the cleanup of idempotency keys deletes those older than 24 hours', async () => {
  const database = await createTestDatabase();
  const dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
  try {
    await database.query(`
      INSERT INTO "user" (email) VALUES ('ada@example.com');
      INSERT INTO project (name) VALUES ('Study');
      INSERT INTO idempotency_key (project_id, user_id, path, key, request_hash, run_id, claimed_until, created_at)
      SELECT p.id, u.id, '/path', hours || ' hours', 'hash', p.id, now(), now() - hours * interval '1 hour'
      FROM project p, "user" u, unnest('{0,23,25,48}'::integer[]) AS hours`);
    await new IdempotencyRepository(dataSource.getRepository(IdempotencyKey)).deleteExpired();
    expect(await database.query('SELECT key FROM idempotency_key ORDER BY key')).toEqual([
      { key: '0 hours' },
      { key: '23 hours' },
    ]);
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
});

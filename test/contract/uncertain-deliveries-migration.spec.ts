import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source-options';
import { createTestDatabase, type TestDatabase } from '../support/app/test-database';

const MIGRATION = 'UncertainDeliveries1795240000000';
const ROWS = `
  INSERT INTO "user" (email) VALUES ('ada@example.com');
  INSERT INTO project (name) VALUES ('Study');
  INSERT INTO user_interview_topic (project_id, created_by_id, topic) SELECT p.id, u.id, 'Topic' FROM project p, "user" u;
  INSERT INTO sharing_configuration (topic_id, identifier)
    SELECT id, 'p' || n || '@example.com' FROM user_interview_topic, generate_series(1, 2) AS n;
  INSERT INTO invite_batch (topic_id, created_by_id, topic_title, subject, message, sender_name, reply_to)
    SELECT id, created_by_id, topic, '', '', '', '' FROM user_interview_topic`;
/** The statement of a process from before the migration, for all links. */
const OLD_INSERT = `
  INSERT INTO invite_delivery (batch_id, topic_id, share_id, address, status, due_at)
  SELECT b.id, b.topic_id, s.id, s.identifier, 'queued', now() FROM invite_batch b, sharing_configuration s
  ON CONFLICT (share_id) WHERE status IN ('queued', 'sending', 'sent') DO NOTHING RETURNING id`;

describe('the migration that adds uncertain deliveries', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeEach(async () => {
    database = await createTestDatabase({ migrated: false });
    dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
    await dataSource.runMigrations({ transaction: 'all' });
    await database.query(ROWS);
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('lets an older process insert deliveries, and takes an uncertain one for mailed', async () => {
    expect(await database.query(OLD_INSERT)).toHaveLength(2);
    await database.query(`UPDATE invite_delivery SET status = 'uncertain', due_at = NULL, in_doubt = true`);
    expect(await database.query(OLD_INSERT)).toEqual([]);
  });

  it('goes down with uncertain deliveries, and keeps them from being mailed again', async () => {
    await database.query(OLD_INSERT);
    await database.query(`UPDATE invite_delivery SET status = 'uncertain', due_at = NULL, in_doubt = true`);
    const names = dataSource.migrations.map((migration) => migration.constructor.name);
    for (let step = names.length; step > names.indexOf(MIGRATION); step--)
      await dataSource.undoLastMigration();
    expect(await database.query(`SELECT status FROM invite_delivery`)).toEqual([
      { status: 'sent' },
      { status: 'sent' },
    ]);
    expect(
      await database.query(
        `SELECT status, sum(number)::integer AS count FROM delivery_count GROUP BY status HAVING sum(number) <> 0`,
      ),
    ).toEqual([{ status: 'sent', count: 2 }]);
    expect(await database.query(OLD_INSERT)).toEqual([]);
  });
});

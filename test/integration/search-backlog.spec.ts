import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source-options';
import { SearchBacklogRepository } from '../../src/responses/search/search-backlog.repository';
import { SearchBacklogService } from '../../src/responses/search/search-backlog.service';
import { createTestDatabase, type TestDatabase } from '../support/app/test-database';
import { waitUntil } from '../support/app/wait-until';

const MIGRATION = 'SearchInThreeLanguages1795300000000';

describe('responses that were stored before the index had three languages', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeEach(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.url, 6)).initialize();
    await undo();
    await database.query(
      `WITH ada AS (INSERT INTO "user" (email) VALUES ('ada@example.com') RETURNING id),
         study AS (INSERT INTO project (name) VALUES ('Study') RETURNING id),
         topic AS (
           INSERT INTO user_interview_topic (project_id, created_by_id, topic)
           SELECT study.id, ada.id, 'T' FROM study, ada RETURNING id, project_id, created_by_id)
       INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, status, started_at,
         call_id, search_config, transcript)
       SELECT project_id, topic.id, created_by_id, 'personal', 'p' || n, 'completed', now(), 'call' || n,
              CASE WHEN n % 5 = 0 THEN 'german' ELSE 'simple' END,
              CASE WHEN n % 7 = 0 THEN '' ELSE 'Interviewee: Die Häuser.' END
       FROM topic, generate_series(1, 105) AS n`,
    );
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  async function undo(): Promise<void> {
    const names = dataSource.migrations.map((migration) => migration.constructor.name);
    const above = names.length - names.indexOf(MIGRATION);
    for (let step = 0; step < above; step++) await dataSource.undoLastMigration();
  }
  const numberOf = async (condition: string) => {
    const [row] = await database.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM user_interview WHERE transcript <> '' AND ${condition}`,
    );
    return row?.count;
  };
  const STEMMED = `transcript_vector @@ 'haus'`;
  const backlog = async () =>
    (await database.query<{ count: number }>('SELECT count(*)::integer AS count FROM search_backlog'))[0]
      ?.count;

  it('are found as before at once, by forms of words once a process has worked, and each is done once', async () => {
    await dataSource.runMigrations();
    expect(await numberOf(`search_config = 'simple' AND ${STEMMED}`)).toBe(0);
    expect(await numberOf(`transcript_vector @@ 'häuser'`)).toBe(90);
    expect(await backlog()).toBeGreaterThanOrEqual(72);
    const services = [1, 2, 3].map(() => new SearchBacklogService(new SearchBacklogRepository(dataSource)));
    await Promise.all(services.map((service) => service.onApplicationBootstrap()));
    await waitUntil('the backlog is empty', async () => (await backlog()) === 0);
    await Promise.all(services.map((service) => service.onModuleDestroy()));
    expect(await numberOf(STEMMED)).toBe(90);
  });

  it('that another process has locked are left to it, and are still there when it dies', async () => {
    await dataSource.runMigrations();
    const repository = new SearchBacklogRepository(dataSource);
    const other = dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query('SELECT FROM search_backlog ORDER BY interview_id LIMIT 10 FOR UPDATE');
    const before = (await backlog()) ?? 0;
    while ((await repository.work(20)) > 0);
    expect([before > 10, await backlog(), await repository.isEmpty()]).toEqual([true, 10, false]);
    await other.rollbackTransaction();
    await other.release();
    expect(await repository.work(20)).toBe(10);
    expect(await repository.isEmpty()).toBe(true);
  });

  it('that are written or deleted meanwhile need no more work', async () => {
    await dataSource.runMigrations();
    await database.query(
      `UPDATE user_interview SET summary = 'Die Bücher' WHERE interviewee_identifier = 'p1'`,
    );
    expect(await numberOf(`summary_vector @@ 'buch' AND ${STEMMED}`)).toBe(1);
    await database.query('DELETE FROM user_interview');
    expect(await backlog()).toBe(0);
  });

  it('stops between two statements', async () => {
    await dataSource.runMigrations();
    const service = new SearchBacklogService(new SearchBacklogRepository(dataSource));
    await service.onApplicationBootstrap();
    await service.onModuleDestroy();
    const left = await backlog();
    expect(left).toBeGreaterThan(0);
    expect(await numberOf(`search_config = 'simple' AND ${STEMMED}`)).toBeLessThanOrEqual(20);
  });
});

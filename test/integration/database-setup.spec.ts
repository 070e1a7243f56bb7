import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source-options';
import { migrate } from '../../src/database/migrate';
import type { Page } from '../../src/pagination/page.dto';
import type { SearchResultDto } from '../../src/responses/search/search.dto';
import type { TopicDto } from '../../src/topics/topic.dto';
import type { ApiClient } from '../support/clients/api-client';
import { linksOf, sendInvites } from '../support/builders/invites';
import { startPooler } from '../support/pooler';
import { insertResponse } from '../support/builders/responses';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { createDatabaseWith, createTestDatabase, type TestDatabase } from '../support/app/test-database';

describe('a session', () => {
  const CHANGED: Record<string, string> = {
    DateStyle: 'German, DMY',
    TimeZone: 'Asia/Kolkata',
    IntervalStyle: 'sql_standard',
    extra_float_digits: '-15',
    statement_timeout: '50',
    lock_timeout: '50',
    search_path: 'pg_catalog',
    default_transaction_read_only: 'on',
    default_transaction_isolation: 'serializable',
    bytea_output: 'escape',
  };

  it('has the settings that Parley is written for, whatever the database says', async () => {
    const database = await createTestDatabase();
    const name = new URL(database.url).pathname.slice(1);
    const changes = Object.entries(CHANGED).map(
      ([setting, value]) => `ALTER DATABASE ${name} SET ${setting} = '${value}'`,
    );
    // In one call: a next connection would have the settings, and be read-only.
    await database.query(changes.join(';'));
    const app = await startTestApp({ databaseUrl: database.url });
    try {
      await expect(migrate(database.url)).resolves.toEqual([]);
      const client = await app.client();
      const { created_at } = await client.createTopic({ topic: 'Weeks' });
      expect(Math.abs(Date.now() - Date.parse(String(created_at)))).toBeLessThan(60_000);
      const dataSource = app.app.get(DataSource);
      const settings = await dataSource.query<{ name: string; setting: string }[]>(
        `SELECT name, setting FROM pg_settings WHERE name = ANY ($1) ORDER BY name`,
        [Object.keys(CHANGED)],
      );
      expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
        DateStyle: 'ISO, MDY',
        IntervalStyle: 'postgres',
        TimeZone: 'UTC',
        bytea_output: 'hex',
        default_transaction_isolation: 'read committed',
        default_transaction_read_only: 'off',
        extra_float_digits: '1',
        lock_timeout: '0',
        search_path: 'public',
        statement_timeout: '0',
      });
    } finally {
      await app.close();
      await database.drop();
    }
  });
});

describe('a database that cannot be used', () => {
  it('is refused when its encoding is not UTF8', async () => {
    const database = await createDatabaseWith(`ENCODING 'SQL_ASCII' LOCALE 'C'`);
    await expect(migrate(database.url)).rejects.toThrow(/^DATABASE_URL: .*encoding SQL_ASCII.*UTF8/);
    await database.drop();
  });

  it('is refused behind a pooler in transaction mode', async () => {
    const database = await createTestDatabase();
    const pooler = await startPooler(database.url);
    await expect(migrate(pooler.url)).rejects.toThrow(/^DATABASE_URL: .*transaction mode.*session mode/);
    await pooler.stop();
    await expect(migrate(database.url)).resolves.toEqual([]);
    await database.drop();
  });

  it('is refused when its tables are in another schema', async () => {
    const database = await createTestDatabase({ migrated: false });
    await database.query(`CREATE SCHEMA other; CREATE TABLE other.user_interview_topic ()`);
    await expect(migrate(database.url)).rejects.toThrow(/^DATABASE_URL: .*schema other.*SET SCHEMA public/);
    await database.drop();
  });
});

describe('in a database of the locale C', () => {
  let database: TestDatabase;
  let parley: TestApp;
  let ada: ApiClient;

  beforeAll(async () => {
    database = await createDatabaseWith(`ENCODING 'UTF8' LOCALE 'C'`);
    await migrate(database.url);
    parley = await startTestApp({ databaseUrl: database.url });
    ada = await parley.client();
  });
  afterAll(async () => {
    await parley.close();
    await database.drop();
  });

  it.each(['über', 'ÜBER', 'Über', 'ist über'])('a search of topics for %s ignores case', async (text) => {
    const { id } = await ada.createTopic({ topic: 'Alles ist Über' });
    const { body } = await ada.get<Page<TopicDto>>(
      `/user_interview_topics/?search=${encodeURIComponent(text)}`,
    );
    expect(body.results.map((topic) => topic.id)).toContain(id);
  });

  it('a search of deliveries ignores case', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['Änne Über <anne@example.com>'] });
    await linksOf(ada, id);
    await sendInvites(ada, id);
    for (const text of ['änne', 'ÄNNE', 'über']) {
      const { body } = await ada.get<Page<unknown>>(
        `/user_interview_topics/${id}/invites/?search=${encodeURIComponent(text)}`,
      );
      expect(body.count).toBe(1);
    }
  });

  it.each(['überblick', 'ÜBERBLICK', '"überblick behalten"'])(
    'a search of responses for %s ignores case',
    async (query) => {
      const { id } = await ada.createTopic({});
      await insertResponse(database, id, { answers: ['Den Überblick behalten.'], searchConfig: 'german' });
      const { body } = await ada.post<SearchResultDto[]>('/user_interviews/search/', {
        query,
        topic_id: id,
      });
      expect(body).toHaveLength(1);
    },
  );

  it('lists that are filtered by a text ignore case', async () => {
    const { id } = await ada.createTopic({});
    await insertResponse(database, id, { name: 'Özlem', answers: ['Überall.'] });
    for (const text of ['özlem', 'ÜBERALL']) {
      const { body } = await ada.get<Page<unknown>>(
        `/user_interviews/?topic=${id}&search=${encodeURIComponent(text)}`,
      );
      expect(body.count).toBe(1);
    }
  });
});

describe('in a database whose locale folds case', () => {
  it('folding costs nothing, so that the trigram index serves', async () => {
    const database = await createTestDatabase();
    const dataSource = await new DataSource(dataSourceOptions(database.url, 2)).initialize();
    const plan = await dataSource.query<Record<string, string>[]>(
      `EXPLAIN SELECT FROM user_interview_topic t WHERE parley_fold(t.topic) ILIKE parley_fold('%x%')`,
    );
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain(`(topic ~~* '%x%'::text)`);
    await dataSource.destroy();
    await database.drop();
  });
});

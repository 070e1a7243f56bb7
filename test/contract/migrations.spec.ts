import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source-options';
import { migrate } from '../../src/database/migrate';
import { createTestDatabase, type TestDatabase } from '../support/app/test-database';

/** All objects that migrations create, as text, without TypeORM's own table of migrations. */
const SCHEMA = `
  SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || udt_name || ' '
    || is_nullable || ' ' || coalesce(column_default, '') AS line
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migration'
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes
  WHERE schemaname = 'public' AND tablename <> 'migration'
  UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'migration'
    -- PostgreSQL 18 lists NOT NULL as constraints; the columns say so already.
    AND contype <> 'n'
  UNION ALL SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
    -- Extensions stay, since others may use them too.
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
  UNION ALL SELECT 'aggregate ' || aggfnoid || ' ' || aggtransfn || ' ' || agginitval FROM pg_aggregate
  WHERE aggfnoid::regproc::text LIKE 'parley%'
  UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'sequence ' || sequencename FROM pg_sequences WHERE sequencename <> 'migration_id_seq'
  UNION ALL SELECT 'type ' || typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
  ORDER BY line`;

describe('migrations', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeEach(async () => {
    database = await createTestDatabase({ migrated: false });
    dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const schema = async () => (await database.query<{ line: string }>(SCHEMA)).map((row) => row.line);

  it('make exactly what the entities describe', async () => {
    await dataSource.runMigrations({ transaction: 'all' });
    const log = await dataSource.driver.createSchemaBuilder().log();
    expect(log.upQueries.map((query) => query.query)).toEqual([]);
  });

  it('go down one by one to nothing, and up again to the same', async () => {
    await dataSource.runMigrations({ transaction: 'all' });
    const steps = dataSource.migrations.length;
    const top = await schema();
    expect(top.length).toBeGreaterThan(50);
    for (let step = 0; step < steps; step++) {
      const before = await schema();
      await dataSource.undoLastMigration();
      const below = await schema();
      // Each step down undoes its own step up.
      await dataSource.runMigrations({ transaction: 'all' });
      expect(await schema()).toEqual(top);
      for (let again = 0; again <= step; again++) await dataSource.undoLastMigration();
      expect(await schema()).toEqual(below);
      expect(below).not.toEqual(before);
    }
    expect(await schema()).toEqual([]);
  });

  it('go down and up again by command', async () => {
    const run = (command: string) => {
      const file = join(__dirname, `../../dist/cli/${command}.js`);
      const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
        cwd: tmpdir(),
        env: { PATH: process.env.PATH, DATABASE_URL: database.url },
        encoding: 'utf8',
        timeout: 60_000,
      });
      expect([status, stderr]).toEqual([0, '']);
      return stdout.trim();
    };
    const names = dataSource.migrations.map((migration) => migration.constructor.name);
    expect(run('migrate-revert')).toBe('Nothing to revert.');
    run('migrate');
    const top = await schema();
    expect(run('migrate-revert')).toBe(`Reverted ${names.at(-1)}.`);
    expect(await schema()).not.toEqual(top);
    expect(run('migrate')).toBe(`Ran ${names.at(-1)}.`);
    expect(await schema()).toEqual(top);
    for (const name of [...names].reverse()) expect(run('migrate-revert')).toBe(`Reverted ${name}.`);
    expect(await schema()).toEqual([]);
    expect(run('migrate')).toBe(`Ran ${names.join(', ')}.`);
    expect(await schema()).toEqual(top);
    expect(run('migrate-generate')).toBe('Entities and migrations agree; nothing to generate.');
  }, 120_000);

  it('run once when many replicas start at once', async () => {
    const ran = await Promise.all(Array.from({ length: 6 }, () => migrate(database.url)));
    const names = dataSource.migrations.map((migration) => migration.constructor.name);
    expect(ran.flat().sort()).toEqual([...names].sort());
    expect(ran.filter((list) => list.length > 0)).toHaveLength(1);
    expect(await migrate(database.url)).toEqual([]);
  });

  it('name every constraint and index readably', async () => {
    await dataSource.runMigrations({ transaction: 'all' });
    const names = await database.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
         AND conrelid::regclass::text <> 'migration'
       UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migration'`,
    );
    // Names that TypeORM or PostgreSQL generates: a prefix and a hash.
    expect(names.filter(({ name }) => /^(PK|FK|UQ|IDX|CHK|REL)_|[0-9a-f]{20}/.test(name))).toEqual([]);
  });

  it('do without pg_trgm where the user may not create it', async () => {
    const user = `guest_${randomBytes(6).toString('hex')}`;
    const url = Object.assign(new URL(database.url), { username: user, password: 'secret' });
    await database.query(`CREATE ROLE ${user} LOGIN PASSWORD 'secret'`);
    await database.query(`GRANT ALL ON SCHEMA public TO ${user}`);
    try {
      expect(await migrate(url.href)).toHaveLength(dataSource.migrations.length);
      const indexes = await schema();
      expect(indexes.filter((line) => line.includes('gin_trgm_ops'))).toEqual([]);
      expect(indexes.filter((line) => line.includes('user_interview_topic_page_idx'))).toHaveLength(1);
    } finally {
      await database.query(`REASSIGN OWNED BY ${user} TO CURRENT_USER`);
      await database.query(`DROP OWNED BY ${user}`);
      await database.query(`DROP ROLE ${user}`);
    }
  });

  it('clean up after a topic: what hangs on it goes with it, responses apart', async () => {
    await dataSource.runMigrations({ transaction: 'all' });
    const keys = await database.query<{ name: string; rule: string; parent: string }>(
      `SELECT conname AS name, confdeltype AS rule, confrelid::regclass::text AS parent
       FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
    );
    // A user may not be deleted while rows name the user as creator; all other children are deleted with their parent.
    const left = keys.filter(({ rule, parent }) => rule !== 'c' && parent !== '"user"');
    expect(keys.length).toBeGreaterThan(5);
    expect(left).toEqual([{ name: 'user_interview_topic_fkey', parent: 'user_interview_topic', rule: 'n' }]);
  });
});

import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
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

/** The newest migration of the schema before unique and check constraints. */
const BEFORE_CONSTRAINTS = 'SearchTheLedger1795160000000';

/** Columns that migrations have added since. */
const ADDED_COLUMNS: Record<string, string[]> = {
  voice_report: ['attempts', 'next_attempt_at', 'last_error'],
  invite_delivery: [
    'in_doubt',
    'follow_up_share_id',
    'kind',
    'sequence',
    'mailbox',
    'failed_at',
    'bounce_kind',
    'bounce_code',
    'bounced_at',
  ],
  invite_batch: [
    'kind',
    'language',
    'deadline',
    'time_zone',
    'from_name',
    'override_contact_rules',
    'override_reason',
    'state',
    'pause_reason',
    'send_at',
    'resumed_at',
  ],
  sharing_configuration: ['access_token', 'token_hash'],
  user_interview: ['mailbox', 'withdrawn_at'],
  project: [
    'mail_language',
    'max_invites',
    'max_invites_days',
    'max_participations',
    'max_participations_days',
    'count_reminders',
    'sender_name',
    'time_zone',
    'sending_windows',
    'controller_name',
    'controller_contact',
    'privacy_url',
    'consent_text',
    'audit_reads',
    'retention',
    'retention_ran_at',
  ],
  user_interview_topic: [
    'reminder_count',
    'reminder_gap_days',
    'reminder_subject',
    'reminder_message',
    'thank_you',
    'mail_language',
  ],
  audit_event: ['reason'],
  project_membership: ['role'],
  personal_api_key: ['expires_at'],
};

/** Tables that migrations have added since. */
const ADDED_TABLES = [
  'contact',
  'contact_count',
  'contact_choice',
  'session',
  'sign_in_link',
  'mail_rate_share',
  'mail_count',
  'webhook',
  'webhook_message',
  'webhook_attempt',
  'mail_report',
  'erased_contact',
  'erasure_key',
  'consent_text',
  'withdrawn_words',
];

/** One row or more for every table. */
const FILL = `
  INSERT INTO "user" (email) VALUES ('ada@example.com');
  INSERT INTO project (name) VALUES ('Study');
  INSERT INTO project_membership (project_id, user_id) SELECT p.id, u.id FROM project p, "user" u;
  INSERT INTO personal_api_key (user_id, label, mask, key_hash, scopes) SELECT id, 'key', 'ply_…', 'a', '{*}' FROM "user";
  INSERT INTO user_interview_topic (project_id, created_by_id, topic) SELECT p.id, u.id, 'Topic' FROM project p, "user" u;
  INSERT INTO interviewee_context (topic_id, created_by_id, interviewee_identifier)
    SELECT id, created_by_id, 'person' || n FROM user_interview_topic, generate_series(1, 3) AS n;
  INSERT INTO sharing_configuration (topic_id, identifier, kind)
    SELECT id, kind, kind FROM user_interview_topic, unnest('{personal,test,shared}'::text[]) AS kind;
  INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, status, started_at, call_id)
    SELECT t.project_id, t.id, t.created_by_id, kind, status, status, now(), kind || status
    FROM user_interview_topic t, unnest('{personal,test,shared}'::text[]) AS kind,
      unnest('{opened,started,completed,declined}'::text[]) AS status;
  INSERT INTO interview_answer (interview_id, position) SELECT id, 0 FROM user_interview;
  INSERT INTO voice_report (call_id, project_id, interview_id, body)
    SELECT call_id, project_id, id, 'report' FROM user_interview;
  INSERT INTO invite_batch (topic_id, created_by_id, topic_title, subject, message, sender_name, reply_to)
    SELECT id, created_by_id, topic, '', '', '', '' FROM user_interview_topic;
  INSERT INTO invite_delivery (batch_id, topic_id, share_id, address, status)
    SELECT b.id, b.topic_id, s.id, 'person@example.com', status FROM invite_batch b
    CROSS JOIN LATERAL (SELECT id FROM sharing_configuration WHERE kind = 'personal') s,
      unnest('{queued,failed,cancelled}'::text[]) AS status;
  INSERT INTO invite_delivery (batch_id, topic_id, share_id, address, status)
    SELECT b.id, b.topic_id, s.id, 'person@example.com', CASE s.kind WHEN 'test' THEN 'sending' ELSE 'sent' END
    FROM invite_batch b, sharing_configuration s WHERE s.kind <> 'personal';
  INSERT INTO idempotency_key (project_id, user_id, path, key, request_hash, run_id, claimed_until)
    SELECT project_id, user_id, '/path', 'key', 'hash', project_id, now() FROM project_membership;
  INSERT INTO audit_event (project_id, user_id, key_id, operation, request_id)
    SELECT m.project_id, m.user_id, k.id, 'operation', 'request' FROM project_membership m, personal_api_key k;
  INSERT INTO send_confirmation (code_hash, key_id, topic_id, plan, expires_at)
    SELECT 'code', k.id, t.id, 'plan', now() FROM personal_api_key k, user_interview_topic t`;

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

  it('keep all rows from the schema without constraints up to the newest, and down again', async () => {
    const names = dataSource.migrations.map((migration) => migration.constructor.name);
    const added = names.length - 1 - names.indexOf(BEFORE_CONSTRAINTS);
    const down = async () => {
      for (let step = 0; step < added; step++) await dataSource.undoLastMigration();
    };
    const tables = dataSource.entityMetadatas
      .map(({ tableName }) => tableName)
      .filter((table) => !ADDED_TABLES.includes(table));
    const rows = async () => {
      const read = async (table: string) => {
        const found = await database.query<{ row: string }>(
          `SELECT (to_jsonb(t) - $1::text[])::text AS row FROM "${table}" t ORDER BY 1`,
          [ADDED_COLUMNS[table] ?? []],
        );
        return found.map(({ row }) => row);
      };
      return Object.fromEntries(
        await Promise.all(tables.map(async (table) => [table, await read(table)] as const)),
      );
    };
    await dataSource.runMigrations({ transaction: 'all' });
    await down();
    await database.query(FILL);
    const filled = await rows();
    for (const table of tables) expect([table, filled[table]?.length]).not.toEqual([table, 0]);

    await migrate(database.url);
    expect(await rows()).toEqual(filled);
    const unchecked = `SELECT conname FROM pg_constraint WHERE NOT convalidated`;
    expect(await database.query(unchecked)).toEqual([]);

    await down();
    expect(await rows()).toEqual(filled);
    await migrate(database.url);
    // A batch that goes takes its deliveries along, and the triggers still count.
    await database.query(`DELETE FROM invite_batch`);
    expect(await rows()).toMatchObject({ invite_delivery: [], sharing_configuration: { length: 3 } });
    expect(
      await database.query(`SELECT status FROM delivery_count GROUP BY status HAVING sum(number) <> 0`),
    ).toEqual([]);
  });

  it('refuse kinds and statuses that the types do not have, and take those that they have', async () => {
    await dataSource.runMigrations({ transaction: 'all' });
    const checks = await database.query<{ name: string; definition: string }>(
      `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
       WHERE contype = 'c' AND connamespace = 'public'::regnamespace`,
    );
    const valuesOf = (sql: string) => [...sql.matchAll(/'(\w+)'/g)].map(([, value]) => value);
    const described = dataSource.entityMetadatas.flatMap(({ checks: declared }) => declared);
    expect(described.length).toBeGreaterThan(5);
    // TypeORM compares constraints by name only, so the values are compared here.
    expect(Object.fromEntries(checks.map(({ name, definition }) => [name, valuesOf(definition)]))).toEqual(
      Object.fromEntries(described.map(({ name, expression }) => [name, valuesOf(expression)])),
    );
    await database.query(FILL);
    for (const name of [
      'sharing_configuration_kind_check',
      'user_interview_kind_check',
      'user_interview_status_check',
      'invite_delivery_status_check',
    ]) {
      const [, table = '', column = ''] = /^(.*)_(kind|status)_check$/.exec(name) ?? [];
      await expect(database.query(`UPDATE ${table} SET ${column} = 'unknown'`)).rejects.toThrow(name);
    }
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

  it('keep of a token only what finds its link', async () => {
    await dataSource.runMigrations({ transaction: 'all' });
    const names = dataSource.migrations.map((migration) => migration.constructor.name);
    const steps = names.length - names.indexOf('DerivedLinks1795640000000');
    for (let step = 0; step < steps; step++) await dataSource.undoLastMigration();
    await database.query(FILL);
    const [link] = await database.query<{ id: string; access_token: string }>(
      `SELECT id, access_token FROM sharing_configuration WHERE kind = 'personal'`,
    );
    expect(link?.access_token).toMatch(/^[\w-]{30}$/);
    await dataSource.runMigrations({ transaction: 'all' });
    const tokenHash = createHash('sha256')
      .update(link?.access_token ?? '')
      .digest();
    expect(
      await database.query(`SELECT id FROM sharing_configuration WHERE token_hash = $1`, [tokenHash]),
    ).toEqual([{ id: link?.id }]);
    const [all] = await database.query<{ text: string }>(
      `SELECT json_agg(s)::text AS text FROM sharing_configuration s`,
    );
    expect(all?.text).not.toContain(link?.access_token);
  });

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
    expect(left).toEqual([
      // A response and a choice outlive the topic.
      { name: 'user_interview_topic_fkey', parent: 'user_interview_topic', rule: 'n' },
      { name: 'contact_choice_share_fkey', parent: 'sharing_configuration', rule: 'n' },
    ]);
  });
});

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A list whose size is maintained by triggers, so that reading a page does not count all rows. */
interface Counted {
  table: string;
  /** Grouping columns of the counts; the first is the parent's id. */
  by: string[];
  parent: string;
  counts: string;
  /** Condition for rows that count, on a row named `changed`. */
  only: string;
}

const LISTS: Counted[] = [
  {
    table: 'user_interview_topic',
    by: ['project_id'],
    parent: 'project',
    counts: 'topic_count',
    only: 'true',
  },
  {
    table: 'user_interview',
    by: ['project_id', 'kind'],
    parent: 'project',
    counts: 'response_count',
    only: '(changed.started_at IS NOT NULL OR changed.call_id IS NOT NULL)',
  },
  {
    table: 'invite_delivery',
    by: ['topic_id', 'status'],
    parent: 'user_interview_topic',
    counts: 'delivery_count',
    only: 'true',
  },
];

/** Makes lists and searches as fast with a million rows as with a few thousand. */
export class ListAtAnySize1795140000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The index is an optimisation: it is left out where pg_trgm is missing or the user may not create it.
    await runner.query(`
      DO $$ BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX user_interview_topic_search_idx ON user_interview_topic USING gin (topic gin_trgm_ops);
      EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
        RAISE WARNING 'without pg_trgm, a search of topics reads all topics of the project';
      END $$`);
    for (const { by, counts } of LISTS) {
      const [parent, ...others] = by;
      // No foreign key, which could deadlock: a worker that counts would wait for the deletion of the topic, and the
      // deletion for the worker's delivery.
      await runner.query(`
        CREATE TABLE ${counts} (
          ${parent} uuid NOT NULL,
          ${others.map((column) => `${column} text NOT NULL,`).join(' ')}
          slot integer NOT NULL,
          number bigint NOT NULL,
          CONSTRAINT ${counts}_pkey PRIMARY KEY (${by.join(', ')}, slot)
        )`);
    }
    for (const list of LISTS) await count(runner, list);
    // An opened interview becomes a response when it starts. A row trigger with a condition, because interviews are
    // updated with every answer and few updates start one.
    await runner.query(`
      CREATE FUNCTION parley_count_started() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO response_count AS c (project_id, kind, slot, number)
        VALUES (NEW.project_id, NEW.kind, pg_backend_pid() % 16,
          CASE WHEN NEW.started_at IS NOT NULL OR NEW.call_id IS NOT NULL THEN 1 ELSE -1 END)
        ON CONFLICT (project_id, kind, slot) DO UPDATE SET number = c.number + excluded.number;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER user_interview_count_started AFTER UPDATE ON user_interview FOR EACH ROW
        WHEN ((OLD.started_at IS NULL AND OLD.call_id IS NULL)
          IS DISTINCT FROM (NEW.started_at IS NULL AND NEW.call_id IS NULL))
        EXECUTE FUNCTION parley_count_started()`);
    await runner.query(`
      CREATE FUNCTION parley_count_status() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO delivery_count AS c (topic_id, status, slot, number)
        SELECT topic_id, status, pg_backend_pid() % 16, sum(n) FROM (
          SELECT topic_id, status, -1 AS n FROM old_rows UNION ALL SELECT topic_id, status, 1 FROM new_rows
        ) AS changed
        GROUP BY topic_id, status HAVING sum(n) <> 0 ORDER BY topic_id, status
        ON CONFLICT (topic_id, status, slot) DO UPDATE SET number = c.number + excluded.number;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER invite_delivery_count_update AFTER UPDATE ON invite_delivery
        REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION parley_count_status()`);
    // Rotated and disabled links are in no other index that begins with the topic.
    await runner.query(
      `CREATE INDEX sharing_configuration_topic_idx ON sharing_configuration (topic_id, identifier)`,
    );
    await runner.query(`DROP INDEX invite_delivery_status_idx`);
    await runner.query(
      `CREATE INDEX invite_delivery_status_idx ON invite_delivery (topic_id, status, created_at, id)`,
    );
    await runner.query(
      `CREATE INDEX invite_delivery_sent_idx ON invite_delivery (topic_id, sent_at) WHERE status = 'sent'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP INDEX invite_delivery_sent_idx, invite_delivery_status_idx, sharing_configuration_topic_idx`,
    );
    await runner.query(`CREATE INDEX invite_delivery_status_idx ON invite_delivery (topic_id, status)`);
    await runner.query(`DROP TRIGGER invite_delivery_count_update ON invite_delivery`);
    await runner.query(`DROP FUNCTION parley_count_status()`);
    await runner.query(`DROP TRIGGER user_interview_count_started ON user_interview`);
    await runner.query(`DROP FUNCTION parley_count_started()`);
    for (const { table, counts } of LISTS) {
      for (const event of ['insert', 'delete', 'truncate']) {
        await runner.query(`DROP TRIGGER ${table}_count_${event} ON ${table}`);
      }
      await runner.query(`DROP FUNCTION parley_${counts}()`);
      await runner.query(`DROP TABLE ${counts}`);
    }
    // The extension stays, because other database objects may use it.
    await runner.query(`DROP INDEX IF EXISTS user_interview_topic_search_idx`);
  }
}

/**
 * Maintains the count of a list in 16 rows. A connection writes to one of them (backend pid % 16), so parallel inserts
 * do not wait for each other as they would for a single row.
 */
async function count(runner: QueryRunner, { table, by, parent, counts, only }: Counted): Promise<void> {
  const columns = by.join(', ');
  const changed = by.map((column) => `changed.${column}`).join(', ');
  // When rows are deleted together with their parent, the parent's counts are deleted too.
  await runner.query(`
    CREATE FUNCTION parley_${counts}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM ${counts};
      ELSE
        INSERT INTO ${counts} AS c (${columns}, slot, number)
        SELECT ${changed}, pg_backend_pid() % 16, CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END
        FROM changed JOIN ${parent} parent ON parent.id = changed.${by[0]} WHERE ${only}
        GROUP BY ${changed} ORDER BY ${changed}
        ON CONFLICT (${columns}, slot) DO UPDATE SET number = c.number + excluded.number;
      END IF;
      IF TG_OP = 'DELETE' THEN
        DELETE FROM ${counts} c USING changed WHERE c.${by[0]} = changed.${by[0]}
          AND NOT EXISTS (SELECT FROM ${parent} parent WHERE parent.id = changed.${by[0]});
      END IF;
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE TRIGGER ${table}_count_insert AFTER INSERT ON ${table}
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION parley_${counts}()`);
  await runner.query(`
    CREATE TRIGGER ${table}_count_delete AFTER DELETE ON ${table}
      REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION parley_${counts}()`);
  await runner.query(`
    CREATE TRIGGER ${table}_count_truncate AFTER TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION parley_${counts}()`);
  await runner.query(`
    INSERT INTO ${counts} (${columns}, slot, number)
    SELECT ${columns}, 0, count(*) FROM ${table} AS changed WHERE ${only} GROUP BY ${columns}`);
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATUSES = `'free', 'do_not_contact', 'bounced', 'opted_out'`;
const LANGUAGES = `'en', 'de', 'es'`;

/**
 * Contacts with their choices, contact rules of projects, and reminders, thanks and language of topics. Adds tables, and
 * columns with defaults, so rows are not rewritten, and an older process that still runs does not notice.
 */
export class Contacts1795410000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Collation C, because it compares bytes, which is faster; addresses need no other order.
    await runner.query(`
      CREATE TABLE contact (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT contact_pkey PRIMARY KEY,
        project_id uuid NOT NULL CONSTRAINT contact_project_fkey REFERENCES project ON DELETE CASCADE,
        mailbox text COLLATE "C" NOT NULL,
        status text NOT NULL DEFAULT 'free' CONSTRAINT contact_status_check CHECK (status IN (${STATUSES})),
        reason text NOT NULL DEFAULT '',
        later_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT contact_project_mailbox_key UNIQUE (project_id, mailbox)
      )`);
    await runner.query(
      `CREATE INDEX contact_status_idx ON contact (project_id, status, mailbox) WHERE status <> 'free'`,
    );
    await runner.query(
      `CREATE INDEX contact_later_idx ON contact (project_id, later_until) WHERE later_until IS NOT NULL`,
    );
    await runner.query(`
      CREATE TABLE contact_choice (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT contact_choice_pkey PRIMARY KEY,
        contact_id uuid NOT NULL CONSTRAINT contact_choice_contact_fkey REFERENCES contact ON DELETE CASCADE,
        share_id uuid CONSTRAINT contact_choice_share_fkey REFERENCES sharing_configuration ON DELETE SET NULL,
        choice text NOT NULL CONSTRAINT contact_choice_choice_check CHECK (choice IN ('topic', 'later', 'never')),
        until timestamptz,
        previous_status text NOT NULL
          CONSTRAINT contact_choice_previous_status_check CHECK (previous_status IN (${STATUSES})),
        previous_reason text NOT NULL,
        previous_later_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        undone_at timestamptz
      )`);
    await runner.query(
      `CREATE INDEX contact_choice_contact_idx ON contact_choice (contact_id, created_at, id)`,
    );
    await runner.query(
      `CREATE INDEX contact_choice_share_idx ON contact_choice (share_id) WHERE share_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX contact_choice_later_idx ON contact_choice (until) WHERE choice = 'later' AND undone_at IS NULL`,
    );
    await countContacts(runner);
    await runner.query(`
      ALTER TABLE project
        ADD COLUMN mail_language text CONSTRAINT project_mail_language_check CHECK (mail_language IN (${LANGUAGES})),
        ADD COLUMN max_invites integer,
        ADD COLUMN max_invites_days integer,
        ADD COLUMN max_participations integer,
        ADD COLUMN max_participations_days integer,
        ADD COLUMN count_reminders boolean NOT NULL DEFAULT false`);
    await runner.query(`
      ALTER TABLE user_interview_topic
        ADD COLUMN reminder_count integer NOT NULL DEFAULT 0,
        ADD COLUMN reminder_gap_days integer NOT NULL DEFAULT 3,
        ADD COLUMN reminder_subject text NOT NULL DEFAULT '',
        ADD COLUMN reminder_message text NOT NULL DEFAULT '',
        ADD COLUMN thank_you boolean NOT NULL DEFAULT false,
        ADD COLUMN mail_language text
          CONSTRAINT user_interview_topic_mail_language_check CHECK (mail_language IN (${LANGUAGES}))`);
    await runner.query(
      `CREATE INDEX user_interview_topic_reminders_idx ON user_interview_topic (id) WHERE reminder_count > 0`,
    );
    await runner.query(
      `CREATE INDEX user_interview_topic_thanks_idx ON user_interview_topic (id) WHERE thank_you`,
    );
    await runner.query(`ALTER TABLE audit_event ADD COLUMN reason text NOT NULL DEFAULT ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE audit_event DROP COLUMN reason`);
    await runner.query(`DROP INDEX user_interview_topic_thanks_idx, user_interview_topic_reminders_idx`);
    await runner.query(`
      ALTER TABLE user_interview_topic DROP COLUMN reminder_count, DROP COLUMN reminder_gap_days,
        DROP COLUMN reminder_subject, DROP COLUMN reminder_message, DROP COLUMN thank_you, DROP COLUMN mail_language`);
    await runner.query(`
      ALTER TABLE project DROP COLUMN mail_language, DROP COLUMN max_invites, DROP COLUMN max_invites_days,
        DROP COLUMN max_participations, DROP COLUMN max_participations_days, DROP COLUMN count_reminders`);
    await runner.query(`DROP TABLE contact_choice, contact, contact_count`);
    await runner.query(`DROP FUNCTION parley_contact_count()`);
  }
}

/** Counts contacts by status in 16 rows each, as for other lists; see `docs/architecture.md`, Batching. */
async function countContacts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE contact_count (
      project_id uuid NOT NULL,
      status text NOT NULL CONSTRAINT contact_count_status_check CHECK (status IN (${STATUSES})),
      slot integer NOT NULL,
      number bigint NOT NULL,
      CONSTRAINT contact_count_pkey PRIMARY KEY (project_id, status, slot)
    )`);
  await runner.query(`
    CREATE FUNCTION parley_contact_count() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM contact_count;
      ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO contact_count AS c (project_id, status, slot, number)
        SELECT project_id, status, pg_backend_pid() % 16, count(*) FROM new_rows
        GROUP BY project_id, status ORDER BY project_id, status
        ON CONFLICT (project_id, status, slot) DO UPDATE SET number = c.number + excluded.number;
      ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO contact_count AS c (project_id, status, slot, number)
        SELECT project_id, status, pg_backend_pid() % 16, sum(n) FROM (
          SELECT project_id, status, -1 AS n FROM old_rows UNION ALL SELECT project_id, status, 1 FROM new_rows
        ) AS changed
        GROUP BY project_id, status HAVING sum(n) <> 0 ORDER BY project_id, status
        ON CONFLICT (project_id, status, slot) DO UPDATE SET number = c.number + excluded.number;
      ELSE
        INSERT INTO contact_count AS c (project_id, status, slot, number)
        SELECT o.project_id, o.status, pg_backend_pid() % 16, -count(*)
        FROM old_rows o JOIN project p ON p.id = o.project_id
        GROUP BY o.project_id, o.status ORDER BY o.project_id, o.status
        ON CONFLICT (project_id, status, slot) DO UPDATE SET number = c.number + excluded.number;
        DELETE FROM contact_count c USING old_rows o
        WHERE c.project_id = o.project_id AND NOT EXISTS (SELECT FROM project p WHERE p.id = o.project_id);
      END IF;
      RETURN NULL;
    END $$`);
  const tables = {
    insert: 'NEW TABLE AS new_rows',
    update: 'OLD TABLE AS old_rows NEW TABLE AS new_rows',
    delete: 'OLD TABLE AS old_rows',
  };
  for (const [event, rows] of Object.entries(tables)) {
    await runner.query(`
      CREATE TRIGGER contact_count_${event} AFTER ${event.toUpperCase()} ON contact REFERENCING ${rows}
        FOR EACH STATEMENT EXECUTE FUNCTION parley_contact_count()`);
  }
  await runner.query(`
    CREATE TRIGGER contact_count_truncate AFTER TRUNCATE ON contact
      FOR EACH STATEMENT EXECUTE FUNCTION parley_contact_count()`);
}

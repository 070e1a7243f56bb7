import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Settings about privacy: who asks, own consent texts, retention and the audit of reads. Consents that were given are
 * kept with their texts. Rows of the audit trail cannot be changed, nor deleted before their time. Adds columns and a
 * table; an older process that still runs does not notice.
 */
export class PrivacySettings1795660000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE project
        ADD COLUMN controller_name text NOT NULL DEFAULT '',
        ADD COLUMN controller_contact text NOT NULL DEFAULT '',
        ADD COLUMN privacy_url text NOT NULL DEFAULT '',
        ADD COLUMN consent_text jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN audit_reads text NOT NULL DEFAULT 'exports'
          CONSTRAINT project_audit_reads_check CHECK (audit_reads IN ('none', 'exports', 'all')),
        ADD COLUMN retention jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN retention_ran_at timestamptz`);
    await runner.query(`
      CREATE TABLE consent_text (
        project_id uuid NOT NULL CONSTRAINT consent_text_project_fkey REFERENCES project ON DELETE CASCADE,
        version text NOT NULL,
        language text NOT NULL,
        text text NOT NULL,
        controller_name text NOT NULL,
        controller_contact text NOT NULL,
        privacy_url text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT consent_text_pkey PRIMARY KEY (project_id, version)
      )`);
    // Free text could hold addresses until now, and it cannot be changed from now on.
    await runner.query(`
      UPDATE audit_event SET reason = regexp_replace(reason, '[^[:space:]<>()"'',;:@]+@[^[:space:]<>()"'',;:@]+', '[address]', 'g')
      WHERE reason LIKE '%@%'`);
    await runner.query(`
      CREATE FUNCTION parley_keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          -- The time of the project's retention is over, or the project itself is being deleted.
          IF NOT EXISTS (
            SELECT FROM project p WHERE p.id = OLD.project_id
              AND coalesce(OLD.created_at >= now() - (p.retention->>'audit')::integer * interval '1 day', true)
          ) THEN RETURN OLD; END IF;
        END IF;
        RAISE EXCEPTION 'The audit trail cannot be changed, and its rows are deleted by retention only.'
          USING ERRCODE = 'insufficient_privilege';
      END $$`);
    await runner.query(`
      CREATE TRIGGER audit_event_keep BEFORE UPDATE OR DELETE ON audit_event
        FOR EACH ROW EXECUTE FUNCTION parley_keep_audit()`);
    await runner.query(`
      CREATE TRIGGER audit_event_keep_all BEFORE TRUNCATE ON audit_event
        FOR EACH STATEMENT EXECUTE FUNCTION parley_keep_audit()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER audit_event_keep_all ON audit_event`);
    await runner.query(`DROP TRIGGER audit_event_keep ON audit_event`);
    await runner.query(`DROP FUNCTION parley_keep_audit()`);
    await runner.query(`DROP TABLE consent_text`);
    await runner.query(`
      ALTER TABLE project DROP COLUMN controller_name, DROP COLUMN controller_contact, DROP COLUMN privacy_url,
        DROP COLUMN consent_text, DROP COLUMN audit_reads, DROP COLUMN retention, DROP COLUMN retention_ran_at`);
  }
}

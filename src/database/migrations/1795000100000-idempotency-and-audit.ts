import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stored responses of idempotency keys, and the audit trail. */
export class IdempotencyAndAudit1795000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_key (
        project_id uuid NOT NULL CONSTRAINT idempotency_key_project_fkey REFERENCES project ON DELETE CASCADE,
        user_id uuid NOT NULL CONSTRAINT idempotency_key_user_fkey REFERENCES "user" ON DELETE CASCADE,
        path text NOT NULL,
        key text NOT NULL,
        request_hash bytea NOT NULL,
        run_id uuid NOT NULL,
        claimed_until timestamptz NOT NULL,
        status integer,
        headers jsonb NOT NULL DEFAULT '{}',
        body bytea,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT idempotency_key_pkey PRIMARY KEY (project_id, user_id, path, key)
      )`);
    await runner.query(`CREATE INDEX idempotency_key_created_idx ON idempotency_key (created_at)`);
    await runner.query(`
      CREATE TABLE audit_event (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT audit_event_pkey PRIMARY KEY,
        project_id uuid NOT NULL CONSTRAINT audit_event_project_fkey REFERENCES project ON DELETE CASCADE,
        user_id uuid NOT NULL CONSTRAINT audit_event_user_fkey REFERENCES "user",
        key_id uuid NOT NULL,
        operation text NOT NULL,
        target jsonb NOT NULL DEFAULT '{}',
        request_id text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX audit_event_page_idx ON audit_event (project_id, created_at, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE audit_event, idempotency_key`);
  }
}

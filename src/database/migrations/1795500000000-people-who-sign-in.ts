import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sessions, links that sign in, roles of members, keys that end, and the sender name and time zone of projects. Adds
 * tables, and columns with defaults, so rows are not rewritten. Members that exist become admins, so that their keys
 * keep what they may do; an older process that still runs makes admins too.
 */
export class PeopleWhoSignIn1795500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE session (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT session_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT session_user_fkey REFERENCES "user" ON DELETE CASCADE,
        token_hash bytea NOT NULL CONSTRAINT session_token_hash_key UNIQUE,
        user_agent text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX session_user_idx ON session (user_id)`);
    await runner.query(`
      CREATE TABLE sign_in_link (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT sign_in_link_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT sign_in_link_user_fkey REFERENCES "user" ON DELETE CASCADE,
        token_hash bytea NOT NULL CONSTRAINT sign_in_link_token_hash_key UNIQUE,
        next text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      )`);
    await runner.query(`CREATE INDEX sign_in_link_user_idx ON sign_in_link (user_id)`);
    await runner.query(`
      ALTER TABLE project_membership
        ADD COLUMN role text NOT NULL DEFAULT 'admin'
          CONSTRAINT project_membership_role_check CHECK (role IN ('viewer', 'researcher', 'admin'))`);
    await runner.query(`ALTER TABLE personal_api_key ADD COLUMN expires_at timestamptz`);
    await runner.query(`
      ALTER TABLE project
        ADD COLUMN sender_name text NOT NULL DEFAULT '',
        ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC'`);
    // Null for what was done in a session.
    await runner.query(`ALTER TABLE audit_event ALTER COLUMN key_id DROP NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM audit_event WHERE key_id IS NULL`);
    await runner.query(`ALTER TABLE audit_event ALTER COLUMN key_id SET NOT NULL`);
    await runner.query(`ALTER TABLE project DROP COLUMN sender_name, DROP COLUMN time_zone`);
    await runner.query(`ALTER TABLE personal_api_key DROP COLUMN expires_at`);
    await runner.query(`ALTER TABLE project_membership DROP COLUMN role`);
    await runner.query(`DROP TABLE sign_in_link, session`);
  }
}

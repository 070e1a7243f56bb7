import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes with which an assistant confirms a send after a dry run. */
export class SendConfirmations1795130000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE send_confirmation (
        code_hash bytea NOT NULL CONSTRAINT send_confirmation_pkey PRIMARY KEY,
        key_id uuid NOT NULL CONSTRAINT send_confirmation_key_fkey REFERENCES personal_api_key ON DELETE CASCADE,
        topic_id uuid NOT NULL
          CONSTRAINT send_confirmation_topic_fkey REFERENCES user_interview_topic ON DELETE CASCADE,
        plan bytea NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX send_confirmation_expires_idx ON send_confirmation (expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE send_confirmation`);
  }
}

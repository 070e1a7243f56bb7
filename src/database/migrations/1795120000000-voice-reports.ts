import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The voice provider's report of each call, unchanged. */
export class VoiceReports1795120000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE voice_report (
        call_id text NOT NULL CONSTRAINT voice_report_pkey PRIMARY KEY,
        project_id uuid NOT NULL CONSTRAINT voice_report_project_fkey REFERENCES project ON DELETE CASCADE,
        interview_id uuid CONSTRAINT voice_report_interview_fkey REFERENCES user_interview ON DELETE CASCADE,
        body bytea NOT NULL,
        ended_reason text,
        recording_url text,
        received_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE UNIQUE INDEX voice_report_interview_key ON voice_report (interview_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE voice_report`);
  }
}

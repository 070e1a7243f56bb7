import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stored voice reports are tried again until they are interviews. Adds columns with defaults, so rows are not rewritten
 * and an older process that still runs inserts reports as before. The index holds reports without an interview only.
 */
export class RetryVoiceReports1795200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE voice_report
        ADD COLUMN attempts integer NOT NULL DEFAULT 0,
        ADD COLUMN next_attempt_at timestamptz DEFAULT now(),
        ADD COLUMN last_error text`);
    await runner.query(
      `CREATE INDEX voice_report_waiting_idx ON voice_report (next_attempt_at) WHERE interview_id IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX voice_report_waiting_idx`);
    await runner.query(
      `ALTER TABLE voice_report DROP COLUMN attempts, DROP COLUMN next_attempt_at, DROP COLUMN last_error`,
    );
  }
}

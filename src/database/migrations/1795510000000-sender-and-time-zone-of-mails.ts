import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Batches keep the sender's name and the time zone of their mails. Adds columns with defaults, so rows are not rewritten,
 * and mails that are queued, also by an older process that still runs, go out as before.
 */
export class SenderAndTimeZoneOfMails1795510000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE invite_batch
        ADD COLUMN from_name text NOT NULL DEFAULT '',
        ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE invite_batch DROP COLUMN from_name, DROP COLUMN time_zone`);
  }
}

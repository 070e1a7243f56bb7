import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Batches can be scheduled, paused and cancelled, projects have sending windows, and mails know when they failed and
 * bounced. Adds columns with defaults, so rows are not rewritten, and batches of an older process that still runs go out
 * at once, as before.
 */
export class BatchesUnderControl1795600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE project ADD COLUMN sending_windows jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`
      ALTER TABLE invite_batch
        ADD COLUMN state text NOT NULL DEFAULT 'active'
          CONSTRAINT invite_batch_state_check CHECK (state IN ('active', 'paused', 'cancelled')),
        ADD COLUMN pause_reason text
          CONSTRAINT invite_batch_pause_reason_check CHECK (pause_reason IN ('manual', 'failures')),
        ADD COLUMN send_at timestamptz,
        ADD COLUMN resumed_at timestamptz`);
    await runner.query(`
      ALTER TABLE invite_delivery
        ADD COLUMN failed_at timestamptz,
        ADD COLUMN bounce_kind text
          CONSTRAINT invite_delivery_bounce_kind_check CHECK (bounce_kind IN ('hard', 'soft', 'complaint')),
        ADD COLUMN bounce_code text,
        ADD COLUMN bounced_at timestamptz`);
    await runner.query(`
      CREATE INDEX invite_delivery_failed_idx ON invite_delivery (batch_id, failed_at)
        WHERE status = 'failed' AND failed_at IS NOT NULL`);
    await runner.query(`CREATE INDEX invite_batch_page_idx ON invite_batch (topic_id, created_at, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX invite_batch_page_idx, invite_delivery_failed_idx`);
    await runner.query(`
      ALTER TABLE invite_delivery
        DROP COLUMN failed_at, DROP COLUMN bounce_kind, DROP COLUMN bounce_code, DROP COLUMN bounced_at`);
    await runner.query(`
      ALTER TABLE invite_batch
        DROP COLUMN state, DROP COLUMN pause_reason, DROP COLUMN send_at, DROP COLUMN resumed_at`);
    await runner.query(`ALTER TABLE project DROP COLUMN sending_windows`);
  }
}

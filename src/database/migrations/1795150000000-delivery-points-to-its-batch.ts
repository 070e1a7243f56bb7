import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Replaces two foreign keys of a delivery, to its batch and to its topic, with one over both columns. It ensures that
 * batch and delivery have the same topic, and saves one lookup per inserted delivery.
 */
export class DeliveryPointsToItsBatch1795150000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE UNIQUE INDEX invite_batch_topic_key ON invite_batch (topic_id, id)`);
    await runner.query(`DROP INDEX invite_batch_topic_idx`);
    await runner.query(`
      ALTER TABLE invite_delivery
        DROP CONSTRAINT invite_delivery_batch_fkey,
        DROP CONSTRAINT invite_delivery_topic_fkey,
        ADD CONSTRAINT invite_delivery_batch_fkey FOREIGN KEY (topic_id, batch_id)
          REFERENCES invite_batch (topic_id, id) ON DELETE CASCADE`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE invite_delivery
        DROP CONSTRAINT invite_delivery_batch_fkey,
        ADD CONSTRAINT invite_delivery_batch_fkey FOREIGN KEY (batch_id) REFERENCES invite_batch ON DELETE CASCADE,
        ADD CONSTRAINT invite_delivery_topic_fkey
          FOREIGN KEY (topic_id) REFERENCES user_interview_topic ON DELETE CASCADE`);
    await runner.query(`CREATE INDEX invite_batch_topic_idx ON invite_batch (topic_id, id)`);
    await runner.query(`DROP INDEX invite_batch_topic_key`);
  }
}

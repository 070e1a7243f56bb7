import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A delivery names its batch and the batch's topic; one foreign key of both columns holds them together. Two keys cost
 * a look-up more for each of a hundred thousand deliveries, and did not say that the topics are the same.
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

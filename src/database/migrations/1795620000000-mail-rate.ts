import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The limits of the deployment's mail: shares of the rate per second, and counts for hour and day. A process of an older
 * version keeps to its own limit per second until it ends.
 */
export class MailRate1795620000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail_rate_share (
        process_id uuid NOT NULL CONSTRAINT mail_rate_share_pkey PRIMARY KEY,
        share integer NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE mail_count (
        minute timestamptz NOT NULL CONSTRAINT mail_count_pkey PRIMARY KEY,
        number integer NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE mail_rate_share, mail_count`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bounces and complaints that were reported. Adds a table and an index over mails that came back, so an older process that still runs does not notice. */
export class MailReports1795630000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail_report (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT mail_report_pkey PRIMARY KEY,
        received_at timestamptz NOT NULL DEFAULT now(),
        source text NOT NULL CONSTRAINT mail_report_source_check
          CHECK (source IN ('ses', 'postmark', 'mailgun', 'brevo', 'standard', 'imap')),
        key text NOT NULL,
        kind text NOT NULL CONSTRAINT mail_report_kind_check CHECK (kind IN ('hard', 'soft', 'complaint')),
        code text NOT NULL DEFAULT '',
        occurred_at timestamptz NOT NULL,
        delivery_id uuid,
        message_id text NOT NULL DEFAULT '',
        CONSTRAINT mail_report_key UNIQUE (source, key)
      )`);
    await runner.query(`CREATE INDEX mail_report_received_idx ON mail_report (received_at, id)`);
    await runner.query(
      `CREATE INDEX mail_report_unmatched_idx ON mail_report (received_at, id) WHERE delivery_id IS NULL`,
    );
    await runner.query(`
      CREATE INDEX invite_delivery_bounced_idx ON invite_delivery (topic_id, created_at, id)
        WHERE bounce_kind IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX invite_delivery_bounced_idx`);
    await runner.query(`DROP TABLE mail_report`);
  }
}

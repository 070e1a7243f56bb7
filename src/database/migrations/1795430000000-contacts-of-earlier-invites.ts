import type { MigrationInterface, QueryRunner } from 'typeorm';
import { canonicalMailbox } from '../../identifiers/identifier';

/**
 * Makes a contact of every mailbox that was invited before there were contacts, and indexes mails and interviews by
 * mailbox. A transaction of its own: reads the ledger and writes to new tables only, until the indexes are built at the
 * end; writes to the ledger wait that long.
 */
export class ContactsOfEarlierInvites1795430000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO contact (project_id, mailbox)
      SELECT DISTINCT t.project_id, lower(d.address) COLLATE "C"
      FROM invite_delivery d JOIN user_interview_topic t ON t.id = d.topic_id
      WHERE d.address ~ '^[\\x20-\\x7e]*$'
      ORDER BY 1, 2
      ON CONFLICT DO NOTHING`);
    // Only JavaScript knows the ASCII form of other domains.
    const others = (await runner.query(`
      SELECT DISTINCT t.project_id AS "projectId", d.address
      FROM invite_delivery d JOIN user_interview_topic t ON t.id = d.topic_id
      WHERE d.address !~ '^[\\x20-\\x7e]*$'`)) as { projectId: string; address: string }[];
    await runner.query(
      `INSERT INTO contact (project_id, mailbox) SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT DO NOTHING`,
      [others.map(({ projectId }) => projectId), others.map(({ address }) => canonicalMailbox(address))],
    );
    const addresses = [...new Set(others.map(({ address }) => address))];
    await runner.query(
      `UPDATE invite_delivery d SET mailbox = known.mailbox
       FROM unnest($1::text[], $2::text[]) AS known (address, mailbox) WHERE d.address = known.address`,
      [addresses, addresses.map(canonicalMailbox)],
    );
    // Over lower(), because the planner would otherwise take this slow index for the look-up of a whole address, too. The
    // index is an optimisation: it is left out where pg_trgm is missing.
    await runner.query(`
      DO $$ BEGIN
        CREATE INDEX contact_search_idx ON contact USING gin (lower(mailbox) gin_trgm_ops);
      EXCEPTION WHEN undefined_object THEN
        RAISE WARNING 'without pg_trgm, a search of contacts reads all contacts of the project';
      END $$`);
    // An older process that still runs leaves the column mailbox empty.
    await runner.query(`
      CREATE INDEX invite_delivery_mailbox_idx ON invite_delivery (coalesce(mailbox, lower(address) COLLATE "C"))`);
    await runner.query(`
      CREATE INDEX user_interview_mailbox_idx ON user_interview
        (project_id, coalesce(mailbox, lower(interviewee_emails[1]) COLLATE "C"), completed_at)
        WHERE kind = 'personal' AND status = 'completed'`);
    await runner.query(`ALTER TABLE invite_delivery VALIDATE CONSTRAINT invite_delivery_share_check`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX user_interview_mailbox_idx, invite_delivery_mailbox_idx`);
    await runner.query(`DROP INDEX IF EXISTS contact_search_idx`);
  }
}

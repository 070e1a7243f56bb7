import type { MigrationInterface, QueryRunner } from 'typeorm';

const LIVE = `'queued', 'sending', 'sent', 'uncertain'`;

/**
 * Reminders and thanks in the ledger: one live mail per link, kind and sequence. A reminder names its link in
 * `follow_up_share_id`, not in `share_id`, for the sake of older processes that still run during the deploy: their sends
 * rely on the unique index over `share_id` alone, and their workers join `share_id`, so that they leave mails alone which
 * they cannot write. Adds columns with defaults, so a large ledger is not rewritten; the new indexes are empty.
 */
export class FollowUpMails1795420000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE invite_batch
        ADD COLUMN kind text NOT NULL DEFAULT 'invite'
          CONSTRAINT invite_batch_kind_check CHECK (kind IN ('invite', 'reminder', 'thank_you')),
        ADD COLUMN language text NOT NULL DEFAULT 'en',
        ADD COLUMN deadline timestamptz,
        ADD COLUMN override_contact_rules boolean NOT NULL DEFAULT false,
        ADD COLUMN override_reason text NOT NULL DEFAULT ''`);
    await runner.query(`
      ALTER TABLE invite_delivery
        ALTER COLUMN share_id DROP NOT NULL,
        ADD COLUMN follow_up_share_id uuid
          CONSTRAINT invite_delivery_follow_up_share_fkey REFERENCES sharing_configuration ON DELETE CASCADE,
        ADD COLUMN kind text NOT NULL DEFAULT 'invite'
          CONSTRAINT invite_delivery_kind_check CHECK (kind IN ('invite', 'reminder', 'thank_you')),
        ADD COLUMN sequence integer NOT NULL DEFAULT 0,
        ADD COLUMN mailbox text COLLATE "C",
        ADD CONSTRAINT invite_delivery_share_check
          CHECK ((kind = 'invite' AND share_id IS NOT NULL AND follow_up_share_id IS NULL)
            OR (kind <> 'invite' AND share_id IS NULL AND follow_up_share_id IS NOT NULL)) NOT VALID`);
    await runner.query(`
      CREATE UNIQUE INDEX invite_delivery_follow_up_key ON invite_delivery (follow_up_share_id, kind, sequence)
        WHERE follow_up_share_id IS NOT NULL AND status IN (${LIVE})`);
    await runner.query(`
      CREATE INDEX invite_delivery_follow_up_share_idx ON invite_delivery (follow_up_share_id)
        WHERE follow_up_share_id IS NOT NULL`);
    await runner.query(`ALTER TABLE user_interview ADD COLUMN mailbox text COLLATE "C"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE user_interview DROP COLUMN mailbox`);
    await runner.query(`DROP INDEX invite_delivery_follow_up_share_idx, invite_delivery_follow_up_key`);
    // The older schema has no place for reminders and thanks.
    await runner.query(`DELETE FROM invite_delivery WHERE kind <> 'invite'`);
    await runner.query(`
      ALTER TABLE invite_delivery DROP CONSTRAINT invite_delivery_share_check, DROP COLUMN follow_up_share_id,
        DROP COLUMN kind, DROP COLUMN sequence, DROP COLUMN mailbox, ALTER COLUMN share_id SET NOT NULL`);
    await runner.query(`DELETE FROM invite_batch WHERE kind <> 'invite'`);
    await runner.query(`
      ALTER TABLE invite_batch DROP COLUMN kind, DROP COLUMN language, DROP COLUMN deadline,
        DROP COLUMN override_contact_rules, DROP COLUMN override_reason`);
  }
}

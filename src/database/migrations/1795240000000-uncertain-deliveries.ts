import type { MigrationInterface, QueryRunner } from 'typeorm';

const OLD_STATUSES = `'queued', 'sending', 'sent', 'failed', 'cancelled'`;
const NEW_STATUSES = `'queued', 'sending', 'sent', 'failed', 'cancelled', 'uncertain'`;

/**
 * Adds the status `uncertain`: the text of a mail went out, and no reply came. An older process that still runs during
 * the deploy leaves such rows alone, and the conditions of its statements imply those of the new indexes. Writes wait
 * while the two indexes are built.
 */
export class UncertainDeliveries1795240000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await setStatuses(runner, NEW_STATUSES);
    await runner.query(`
      ALTER TABLE invite_delivery ALTER COLUMN due_at DROP NOT NULL, ADD COLUMN in_doubt boolean NOT NULL DEFAULT false`);
    await setIndexes(runner, `'queued', 'sending', 'sent', 'uncertain'`, `'queued', 'sending', 'uncertain'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // An uncertain mail may have arrived. As a sent one it is not mailed again.
    await runner.query(
      `UPDATE invite_delivery SET status = 'sent', sent_at = created_at, due_at = now() WHERE status = 'uncertain'`,
    );
    await runner.query(`DELETE FROM delivery_count WHERE status = 'uncertain'`);
    await setIndexes(runner, `'queued', 'sending', 'sent'`, `'queued', 'sending'`);
    await runner.query(`ALTER TABLE invite_delivery DROP COLUMN in_doubt, ALTER COLUMN due_at SET NOT NULL`);
    await setStatuses(runner, OLD_STATUSES);
  }
}

async function setStatuses(runner: QueryRunner, statuses: string): Promise<void> {
  for (const table of ['invite_delivery', 'delivery_count']) {
    await runner.query(`
      ALTER TABLE ${table} DROP CONSTRAINT ${table}_status_check,
        ADD CONSTRAINT ${table}_status_check CHECK (status IN (${statuses}))`);
  }
}

async function setIndexes(runner: QueryRunner, live: string, open: string): Promise<void> {
  await runner.query(`DROP INDEX invite_delivery_live_key, invite_delivery_due_idx`);
  await runner.query(
    `CREATE UNIQUE INDEX invite_delivery_live_key ON invite_delivery (share_id) WHERE status IN (${live})`,
  );
  await runner.query(
    `CREATE INDEX invite_delivery_due_idx ON invite_delivery (batch_id, due_at, id) WHERE status IN (${open})`,
  );
}

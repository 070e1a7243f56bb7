import type { MigrationInterface, QueryRunner } from 'typeorm';

const UNIQUE_KEYS = [
  { name: 'user_email_key', table: '"user"', columns: 'email' },
  { name: 'user_number_key', table: '"user"', columns: 'number' },
  { name: 'project_name_key', table: 'project', columns: 'name' },
  { name: 'personal_api_key_hash_key', table: 'personal_api_key', columns: 'key_hash' },
  {
    name: 'interviewee_context_topic_identifier_key',
    table: 'interviewee_context',
    columns: 'topic_id, interviewee_identifier',
  },
  { name: 'sharing_configuration_access_token_key', table: 'sharing_configuration', columns: 'access_token' },
  { name: 'user_interview_call_key', table: 'user_interview', columns: 'call_id' },
  { name: 'invite_batch_topic_key', table: 'invite_batch', columns: 'topic_id, id' },
  { name: 'voice_report_interview_key', table: 'voice_report', columns: 'interview_id' },
];

const SHARE_KINDS = `'personal', 'test', 'shared'`;
const DELIVERY_STATUSES = `'queued', 'sending', 'sent', 'failed', 'cancelled'`;
const CHECKS = [
  { table: 'sharing_configuration', column: 'kind', values: SHARE_KINDS },
  { table: 'user_interview', column: 'kind', values: SHARE_KINDS },
  { table: 'user_interview', column: 'status', values: `'opened', 'started', 'completed', 'declined'` },
  { table: 'invite_delivery', column: 'status', values: DELIVERY_STATUSES },
  { table: 'response_count', column: 'kind', values: SHARE_KINDS },
  { table: 'delivery_count', column: 'status', values: DELIVERY_STATUSES },
];

/**
 * Turns unique indexes into unique constraints of the same name, and lets kind and status columns take known values
 * only. Takes locks for a moment and reads no table: constraints take over the indexes that exist, and checks start as
 * NOT VALID. Names and columns stay, so an older process that still runs during the deploy is not affected.
 */
export class UniqueAndCheckConstraints1795170000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { name, table } of UNIQUE_KEYS) {
      await runner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} UNIQUE USING INDEX ${name}`);
    }
    for (const { table, column, values } of CHECKS) {
      await runner.query(`
        ALTER TABLE ${table} ADD CONSTRAINT ${table}_${column}_check CHECK (${column} IN (${values})) NOT VALID`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, column } of CHECKS) {
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_check`);
    }
    // The foreign key rests on a unique constraint below; it comes back on the index.
    await runner.query(`ALTER TABLE invite_delivery DROP CONSTRAINT invite_delivery_batch_fkey`);
    // PostgreSQL cannot detach an index from its constraint, so the indexes are built again.
    for (const { name, table, columns } of UNIQUE_KEYS) {
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
      await runner.query(`CREATE UNIQUE INDEX ${name} ON ${table} (${columns})`);
    }
    await runner.query(`
      ALTER TABLE invite_delivery ADD CONSTRAINT invite_delivery_batch_fkey FOREIGN KEY (topic_id, batch_id)
        REFERENCES invite_batch (topic_id, id) ON DELETE CASCADE`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHECKS = [
  { table: 'sharing_configuration', name: 'sharing_configuration_kind_check' },
  { table: 'user_interview', name: 'user_interview_kind_check' },
  { table: 'user_interview', name: 'user_interview_status_check' },
  { table: 'invite_delivery', name: 'invite_delivery_status_check' },
  { table: 'response_count', name: 'response_count_kind_check' },
  { table: 'delivery_count', name: 'delivery_count_status_check' },
];

/**
 * Checks the rows that were there before the check constraints. A migration, and so a transaction, of its own: it reads
 * whole tables, but reads and writes go on meanwhile, since the exclusive locks of adding the constraints are released.
 */
export class ValidateChecks1795180000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { table, name } of CHECKS) {
      await runner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    // There is no way to make a constraint NOT VALID again but to add it anew.
    for (const { table, name } of CHECKS) {
      const [row] = (await runner.query(
        `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1`,
        [name],
      )) as { definition: string }[];
      await runner.query(
        `ALTER TABLE ${table} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} ${row?.definition} NOT VALID`,
      );
    }
  }
}

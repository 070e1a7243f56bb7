import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A search of the ledger finds one person among a million as fast as among a few thousand. */
export class SearchTheLedger1795160000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The index only saves time: a server without pg_trgm does without.
    await runner.query(`
      DO $$ BEGIN
        CREATE INDEX sharing_configuration_search_idx ON sharing_configuration USING gin (identifier gin_trgm_ops);
      EXCEPTION WHEN undefined_object THEN
        RAISE WARNING 'without pg_trgm, a search of the ledger reads all links of the topic';
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX IF EXISTS sharing_configuration_search_idx`);
  }
}

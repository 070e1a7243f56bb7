import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes the search of a topic's deliveries as fast with a million links as with a few thousand. */
export class SearchTheLedger1795160000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The index is an optimisation: it is left out where pg_trgm is missing.
    await runner.query(`
      DO $$ BEGIN
        CREATE INDEX sharing_configuration_search_idx ON sharing_configuration USING gin (identifier gin_trgm_ops);
      EXCEPTION WHEN undefined_object THEN
        RAISE WARNING 'without pg_trgm, a search of deliveries reads all links of the topic';
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX IF EXISTS sharing_configuration_search_idx`);
  }
}

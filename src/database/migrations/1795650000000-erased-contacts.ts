import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Opt-outs of people who were erased, as keyed hashes of their mailboxes, and their keys, sealed with SECRET_KEY. Adds two
 * tables, so an older process that still runs does not notice; it must not be used to import contacts.
 */
export class ErasedContacts1795650000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE erased_contact (
        project_id uuid NOT NULL CONSTRAINT erased_contact_project_fkey REFERENCES project ON DELETE CASCADE,
        hash bytea NOT NULL,
        erased_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT erased_contact_pkey PRIMARY KEY (project_id, hash)
      )`);
    await runner.query(`
      CREATE TABLE erasure_key (
        made_under bytea NOT NULL CONSTRAINT erasure_key_pkey PRIMARY KEY
          CONSTRAINT erasure_key_made_under_check CHECK (octet_length(made_under) = 32),
        sealed bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Erasing a person takes a confirmation that concerns no single topic.
    await runner.query(`ALTER TABLE send_confirmation ALTER COLUMN topic_id DROP NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM send_confirmation WHERE topic_id IS NULL`);
    await runner.query(`ALTER TABLE send_confirmation ALTER COLUMN topic_id SET NOT NULL`);
    await runner.query(`DROP TABLE erased_contact, erasure_key`);
  }
}

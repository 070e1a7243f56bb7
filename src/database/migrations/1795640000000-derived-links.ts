import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tokens of links are derived from their ids. Of those from before, the SHA-256 is kept, so that the links still work.
 * The column changes its type instead of being replaced, because that rewrites the table: no token stays in its pages.
 * Older processes cannot work beside this. Going back gives all links new tokens: none that was handed out works then.
 */
export class DerivedLinks1795640000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE sharing_configuration DROP CONSTRAINT sharing_configuration_access_token_key`,
    );
    await runner.query(`
      ALTER TABLE sharing_configuration
        ALTER COLUMN access_token DROP DEFAULT,
        ALTER COLUMN access_token DROP NOT NULL,
        ALTER COLUMN access_token TYPE bytea USING sha256(convert_to(access_token, 'UTF8'))`);
    await runner.query(`ALTER TABLE sharing_configuration RENAME COLUMN access_token TO token_hash`);
    await runner.query(`
      CREATE UNIQUE INDEX sharing_configuration_token_hash_key ON sharing_configuration (token_hash)
        WHERE token_hash IS NOT NULL`);
    await runner.query(`DROP FUNCTION parley_access_token()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION parley_access_token() RETURNS text LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
        SELECT translate(encode(substring(${RANDOM_BYTES} || ${RANDOM_BYTES} FOR 22), 'base64'), '+/=', '-_')
      $$`);
    await runner.query(`ALTER TABLE sharing_configuration DROP COLUMN token_hash`);
    await runner.query(
      `ALTER TABLE sharing_configuration ADD COLUMN access_token text NOT NULL DEFAULT parley_access_token()`,
    );
    await runner.query(`
      ALTER TABLE sharing_configuration ADD CONSTRAINT sharing_configuration_access_token_key UNIQUE (access_token)`);
  }
}

const RANDOM_BYTES = `overlay(overlay(uuid_send(gen_random_uuid()) PLACING ''::bytea FROM 9 FOR 1) PLACING ''::bytea FROM 7 FOR 1)`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Search ignores case in databases of every locale. The locale C folds only ASCII letters, and Turkish ones fold I to a
 * dotless i. `parley_fold` leaves a text as it is where the database folds by itself, so that indexes serve as before,
 * and folds it by another collation elsewhere.
 */
export class FoldCaseInEveryLocale1795260000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $do$
      DECLARE
        candidate text;
        folds boolean := lower('ÄI') = 'äi';
        body text := '$1';
      BEGIN
        IF NOT folds THEN
          FOR candidate IN
            SELECT collname FROM pg_collation
            WHERE collnamespace = 'pg_catalog'::regnamespace AND collencoding IN (-1, pg_char_to_encoding('UTF8'))
            ORDER BY array_position(ARRAY['pg_c_utf8', 'und-x-icu', 'C.utf8', 'C.UTF-8', 'en_US.utf8'], collname::text), collname
          LOOP
            BEGIN
              EXECUTE format('SELECT lower(''ÄI'' COLLATE pg_catalog.%I) = ''äi''', candidate) INTO folds;
            EXCEPTION WHEN OTHERS THEN
              folds := false;
            END;
            IF folds THEN
              body := format('lower($1 COLLATE pg_catalog.%I)', candidate);
              EXIT;
            END IF;
          END LOOP;
        END IF;
        IF NOT folds THEN
          RAISE WARNING 'this server has no collation that folds case; search tells upper and lower case of other letters than a to z apart';
        END IF;
        EXECUTE format('CREATE FUNCTION parley_fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS %L', 'SELECT ' || body);
      END $do$`);
    await runner.query(searchVector('parley_fold'));
    await runner.query(`
      UPDATE user_interview SET search_config = search_config WHERE lower('ÄI') <> 'äi'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(searchVector(''));
    await runner.query(`DROP FUNCTION parley_fold(text)`);
  }
}

/** The trigger function of the full text search, with this function applied to the texts. */
function searchVector(fold: string): string {
  return `
    CREATE OR REPLACE FUNCTION parley_search_vector() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      person text := ${fold}(NEW.interviewee_identifier || ' ' || NEW.respondent_name);
      summary text := ${fold}(left(NEW.summary, 50000));
      transcript text := CASE WHEN NEW.status = 'declined' THEN ''
        ELSE ${fold}(regexp_replace(left(NEW.transcript, 100000), '(^|\\n\\n)Interview(?:er|ee): ', '\\1', 'g')) END;
    BEGIN
      NEW.summary_vector := to_tsvector('simple', summary) || to_tsvector(NEW.search_config::regconfig, summary);
      NEW.transcript_vector :=
        to_tsvector('simple', transcript) || to_tsvector(NEW.search_config::regconfig, transcript);
      NEW.search_vector := to_tsvector('simple', person || ' ' || translate(person, '@._-+', '     '))
        || NEW.summary_vector || NEW.transcript_vector;
      RETURN NEW;
    END $$`;
}

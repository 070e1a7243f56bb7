import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Responses whose language is not known, such as calls, are indexed by the word stems of all three languages. And
 * `parley_separate` puts blanks in place of quotation marks, dashes, `¿` and the like, which PostgreSQL takes for
 * letters of a word in databases whose LC_CTYPE is C. Elsewhere it leaves a text as it is.
 *
 * A response has to be written to be indexed anew, which takes too long for a migration when there are many. So their
 * ids are kept in `search_backlog`, and the application works through it. Until then they are found as before. An older
 * process can go on: its queries match the new vectors too.
 */
export class SearchInThreeLanguages1795300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $do$
      DECLARE
        body text := '$1';
      BEGIN
        IF to_tsvector('simple', '¿x') <> to_tsvector('simple', 'x') THEN
          -- Latin-1 without ª, µ and º, and the block of general punctuation.
          body := 'regexp_replace($1, ''[\\u00a0-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf\\u2000-\\u206f]'', '' '', ''g'')';
        END IF;
        EXECUTE format('CREATE FUNCTION parley_separate(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS %L', 'SELECT ' || body);
      END $do$`);
    // The text forms are joined, because || would move the words of each further language behind those of the one
    // before: a long transcript would pass 16383, the largest position that a tsvector keeps, and lose its phrases.
    await runner.query(`
      CREATE FUNCTION parley_search_words(config text, words text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT CASE config
          WHEN 'simple' THEN concat_ws(' ', to_tsvector('simple', words), to_tsvector('english', words),
            to_tsvector('german', words), to_tsvector('spanish', words))::tsvector
          ELSE to_tsvector('simple', words) || to_tsvector(config::regconfig, words) END
      $$`);
    await runner.query(`
      CREATE OR REPLACE FUNCTION parley_search_vector() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        person text := parley_separate(parley_fold(NEW.interviewee_identifier || ' ' || NEW.respondent_name));
        person_vector tsvector := to_tsvector('simple', person || ' ' || translate(person, '@._-+', '     '));
        summary text := parley_separate(parley_fold(left(NEW.summary, 50000)));
        transcript text := CASE WHEN NEW.status = 'declined' THEN '' ELSE parley_separate(parley_fold(
          regexp_replace(left(NEW.transcript, 100000), '(^|\\n\\n)Interview(?:er|ee): ', '\\1', 'g'))) END;
      BEGIN
        BEGIN
          NEW.summary_vector := parley_search_words(NEW.search_config, summary);
          NEW.transcript_vector := parley_search_words(NEW.search_config, transcript);
          NEW.search_vector := person_vector || NEW.summary_vector || NEW.transcript_vector;
        EXCEPTION WHEN program_limit_exceeded THEN
          -- More different words than a tsvector can hold. Storing the response must not fail for that.
          NEW.summary_vector := to_tsvector('simple', summary);
          NEW.transcript_vector := to_tsvector('simple', transcript);
          NEW.search_vector := person_vector || NEW.summary_vector || NEW.transcript_vector;
        END;
        RETURN NEW;
      END $$`);
    // The foreign key locks user_interview against writes until the end of the transaction, so no row is missed.
    await runner.query(`
      CREATE TABLE search_backlog (
        interview_id uuid CONSTRAINT search_backlog_pkey PRIMARY KEY
          CONSTRAINT search_backlog_interview_id_fkey REFERENCES user_interview (id) ON DELETE CASCADE
      )`);
    await runner.query(`
      INSERT INTO search_backlog (interview_id)
      SELECT id FROM user_interview
      WHERE (search_config = 'simple' OR parley_separate('¿') <> '¿') AND (transcript <> '' OR summary <> '')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE search_backlog`);
    await runner.query(FORMER_SEARCH_VECTOR);
    await runner.query(`DROP FUNCTION parley_search_words(text, text), parley_separate(text)`);
  }
}

/** The trigger function as 1795260000000 has it. */
const FORMER_SEARCH_VECTOR = `
    CREATE OR REPLACE FUNCTION parley_search_vector() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      person text := parley_fold(NEW.interviewee_identifier || ' ' || NEW.respondent_name);
      summary text := parley_fold(left(NEW.summary, 50000));
      transcript text := CASE WHEN NEW.status = 'declined' THEN ''
        ELSE parley_fold(regexp_replace(left(NEW.transcript, 100000), '(^|\\n\\n)Interview(?:er|ee): ', '\\1', 'g')) END;
    BEGIN
      NEW.summary_vector := to_tsvector('simple', summary) || to_tsvector(NEW.search_config::regconfig, summary);
      NEW.transcript_vector :=
        to_tsvector('simple', transcript) || to_tsvector(NEW.search_config::regconfig, transcript);
      NEW.search_vector := to_tsvector('simple', person || ' ' || translate(person, '@._-+', '     '))
        || NEW.summary_vector || NEW.transcript_vector;
      RETURN NEW;
    END $$`;

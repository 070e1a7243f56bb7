import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Search distinguishes transcripts and summaries, and finds only text that is shown: the transcript of a declined
 * interview is not indexed. An index serves the pages of a topic's responses.
 */
export class ResponseSearch1795110000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Search queries are combined from terms; PostgreSQL has the operators && and || for them, but no aggregates.
    await runner.query(
      `CREATE AGGREGATE parley_all_of(tsquery) (SFUNC = tsquery_and, STYPE = tsquery, INITCOND = '')`,
    );
    await runner.query(
      `CREATE AGGREGATE parley_any_of(tsquery) (SFUNC = tsquery_or, STYPE = tsquery, INITCOND = '')`,
    );
    await runner.query(`
      ALTER TABLE user_interview
        ADD COLUMN summary_vector tsvector NOT NULL DEFAULT '',
        ADD COLUMN transcript_vector tsvector NOT NULL DEFAULT ''`);
    await runner.query(`DROP TRIGGER user_interview_search ON user_interview`);
    // Indexes stemmed words of the interview's language and unstemmed words, so that "plan" finds "planning" and names
    // are found as written. Speaker labels are removed. The text is cut, because a tsvector is limited to 1 MB and a
    // longer one would fail.
    await runner.query(`
      CREATE OR REPLACE FUNCTION parley_search_vector() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        person text := NEW.interviewee_identifier || ' ' || NEW.respondent_name;
        summary text := left(NEW.summary, 50000);
        transcript text := CASE WHEN NEW.status = 'declined' THEN ''
          ELSE regexp_replace(left(NEW.transcript, 100000), '(^|\\n\\n)Interview(?:er|ee): ', '\\1', 'g') END;
      BEGIN
        NEW.summary_vector := to_tsvector('simple', summary) || to_tsvector(NEW.search_config::regconfig, summary);
        NEW.transcript_vector :=
          to_tsvector('simple', transcript) || to_tsvector(NEW.search_config::regconfig, transcript);
        NEW.search_vector := to_tsvector('simple', person || ' ' || translate(person, '@._-+', '     '))
          || NEW.summary_vector || NEW.transcript_vector;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER user_interview_search
        BEFORE INSERT OR UPDATE OF
          interviewee_identifier, respondent_name, summary, transcript, search_config, status
        ON user_interview FOR EACH ROW EXECUTE FUNCTION parley_search_vector()`);
    await runner.query(`UPDATE user_interview SET search_config = search_config`);
    await runner.query(
      `CREATE INDEX user_interview_summary_idx ON user_interview USING gin (summary_vector)`,
    );
    await runner.query(
      `CREATE INDEX user_interview_transcript_idx ON user_interview USING gin (transcript_vector)`,
    );
    await runner.query(
      `CREATE INDEX user_interview_by_topic_idx ON user_interview (topic_id, created_at, id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX user_interview_by_topic_idx`);
    await runner.query(`DROP TRIGGER user_interview_search ON user_interview`);
    await runner.query(`
      CREATE OR REPLACE FUNCTION parley_search_vector() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        said text := left(NEW.summary || E'\\n\\n' || NEW.transcript, 100000);
        person text := NEW.interviewee_identifier || ' ' || NEW.respondent_name;
      BEGIN
        NEW.search_vector := to_tsvector('simple', person || ' ' || translate(person, '@._-+', '     '))
          || to_tsvector('simple', said) || to_tsvector(NEW.search_config::regconfig, said);
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER user_interview_search
        BEFORE INSERT OR UPDATE OF interviewee_identifier, respondent_name, summary, transcript, search_config
        ON user_interview FOR EACH ROW EXECUTE FUNCTION parley_search_vector()`);
    await runner.query(
      `ALTER TABLE user_interview DROP COLUMN summary_vector, DROP COLUMN transcript_vector`,
    );
    await runner.query(`UPDATE user_interview SET search_config = search_config`);
    await runner.query(`DROP AGGREGATE parley_all_of(tsquery), parley_any_of(tsquery)`);
  }
}

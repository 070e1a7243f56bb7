import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Interviews with their answers, and the limits that close a topic. */
export class Interviews1795100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE user_interview_topic
        ADD COLUMN closes_at timestamptz,
        ADD COLUMN max_responses integer,
        ADD COLUMN expires_at timestamptz`);
    await runner.query(`
      CREATE TABLE user_interview (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT user_interview_pkey PRIMARY KEY,
        project_id uuid NOT NULL CONSTRAINT user_interview_project_fkey REFERENCES project ON DELETE CASCADE,
        topic_id uuid CONSTRAINT user_interview_topic_fkey REFERENCES user_interview_topic ON DELETE SET NULL,
        created_by_id uuid NOT NULL CONSTRAINT user_interview_created_by_fkey REFERENCES "user",
        created_at timestamptz NOT NULL DEFAULT now(),
        kind text NOT NULL,
        interviewee_identifier text NOT NULL,
        interviewee_emails text[] NOT NULL DEFAULT '{}',
        respondent_name text NOT NULL DEFAULT '',
        call_id text,
        status text NOT NULL DEFAULT 'opened',
        questions text[] NOT NULL DEFAULT '{}',
        "position" integer NOT NULL DEFAULT 0,
        reached integer NOT NULL DEFAULT 0,
        consent_version text,
        consent_language text,
        started_at timestamptz,
        last_activity_at timestamptz NOT NULL DEFAULT now(),
        completed_at timestamptz,
        declined_at timestamptz,
        has_answers boolean NOT NULL DEFAULT false,
        transcript text NOT NULL DEFAULT '',
        summary text NOT NULL DEFAULT '',
        classifications text[] NOT NULL DEFAULT '{}',
        search_config text NOT NULL DEFAULT 'simple',
        search_vector tsvector NOT NULL DEFAULT ''
      )`);
    // Indexes stemmed words of the interview's language and unstemmed words, so that "plan" finds "planning" and names
    // are found as written. The text is cut, because a tsvector is limited to 1 MB and a longer one would fail.
    await runner.query(`
      CREATE FUNCTION parley_search_vector() RETURNS trigger LANGUAGE plpgsql AS $$
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
    await runner.query(`
      CREATE UNIQUE INDEX user_interview_person_key ON user_interview (topic_id, kind, interviewee_identifier)
        WHERE call_id IS NULL AND NOT (kind = 'test' AND status = 'completed')`);
    await runner.query(`CREATE UNIQUE INDEX user_interview_call_key ON user_interview (call_id)`);
    await runner.query(`CREATE INDEX user_interview_page_idx ON user_interview (project_id, created_at, id)`);
    await runner.query(
      `CREATE INDEX user_interview_topic_idx ON user_interview (topic_id, interviewee_identifier)`,
    );
    await runner.query(`CREATE INDEX user_interview_search_idx ON user_interview USING gin (search_vector)`);
    await runner.query(`
      CREATE TABLE interview_answer (
        interview_id uuid NOT NULL CONSTRAINT interview_answer_interview_fkey REFERENCES user_interview ON DELETE CASCADE,
        "position" integer NOT NULL,
        text text NOT NULL DEFAULT '',
        skipped boolean NOT NULL DEFAULT false,
        revision integer NOT NULL DEFAULT 1,
        answered_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT interview_answer_pkey PRIMARY KEY (interview_id, "position")
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE interview_answer, user_interview`);
    await runner.query(`DROP FUNCTION parley_search_vector()`);
    await runner.query(`
      ALTER TABLE user_interview_topic
        DROP COLUMN closes_at, DROP COLUMN max_responses, DROP COLUMN expires_at`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const INTERVIEW = (
  status: string,
) => `jsonb_build_object('project_id', NEW.project_id, 'topic_id', NEW.topic_id,
  'response_id', NEW.id, 'kind', NEW.kind, 'status', ${status})`;
const INTERVIEWED = `jsonb_build_object('interviewee_identifier', NEW.interviewee_identifier,
  'email', NEW.interviewee_emails[1])`;

/** SQL of the function that writes the events of interviews. @param type SQL of the event, and of the status in it */
const eventsFunction = (type: string) => `
  CREATE OR REPLACE FUNCTION parley_interview_events() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE topic_limit integer;
  BEGIN
    IF NOT EXISTS (SELECT FROM webhook WHERE project_id = NEW.project_id AND enabled) THEN RETURN NULL; END IF;
    INSERT INTO webhook_message (webhook_id, type, data)
    SELECT w.id, 'interview.' || ${type},
      CASE WHEN w.include_personal_data THEN ${INTERVIEW(type)} || ${INTERVIEWED} ELSE ${INTERVIEW(type)} END
    FROM (SELECT) AS one
    JOIN webhook w ON w.project_id = NEW.project_id AND w.enabled AND ('interview.' || ${type}) = ANY (w.events);
    IF NEW.status <> 'completed' OR NEW.topic_id IS NULL THEN RETURN NULL; END IF;
    -- Locked, so that of two last answers at one moment the second counts the first.
    SELECT max_responses INTO topic_limit FROM user_interview_topic
    WHERE id = NEW.topic_id AND max_responses IS NOT NULL FOR NO KEY UPDATE;
    IF topic_limit = (SELECT count(*) FROM user_interview i
        WHERE i.topic_id = NEW.topic_id AND i.kind <> 'test' AND i.status = 'completed') THEN
      INSERT INTO webhook_message (webhook_id, type, data)
      SELECT w.id, 'topic.full', jsonb_build_object('project_id', NEW.project_id, 'topic_id', NEW.topic_id,
        'max_responses', topic_limit)
      FROM (SELECT) AS one
      JOIN webhook w ON w.project_id = NEW.project_id AND w.enabled AND 'topic.full' = ANY (w.events);
    END IF;
    RETURN NULL;
  END $$`;

const createTrigger = (changed: string) => `
  CREATE TRIGGER user_interview_webhooks_update AFTER UPDATE ON user_interview FOR EACH ROW
    WHEN (NEW.kind <> 'test' AND NEW.status <> 'opened' AND ${changed})
    EXECUTE FUNCTION parley_interview_events()`;

/**
 * Interviews that their people have withdrawn, and their words for as long as that can be undone. Adds a column and a
 * table, so an older process that still runs does not notice.
 */
export class Withdrawals1795670000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE user_interview ADD COLUMN withdrawn_at timestamptz`);
    await runner.query(`
      CREATE TABLE withdrawn_words (
        interview_id uuid NOT NULL CONSTRAINT withdrawn_words_pkey PRIMARY KEY
          CONSTRAINT withdrawn_words_interview_fkey REFERENCES user_interview ON DELETE CASCADE,
        words jsonb NOT NULL,
        withdrawn_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX withdrawn_words_due_idx ON withdrawn_words (withdrawn_at)`);
    await runner.query(
      eventsFunction(`CASE WHEN NEW.withdrawn_at IS NULL THEN NEW.status ELSE 'withdrawn' END`),
    );
    await runner.query(`DROP TRIGGER user_interview_webhooks_update ON user_interview`);
    await runner.query(
      createTrigger(
        `(NEW.status IS DISTINCT FROM OLD.status OR (NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL))`,
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER user_interview_webhooks_update ON user_interview`);
    await runner.query(createTrigger(`NEW.status IS DISTINCT FROM OLD.status`));
    await runner.query(eventsFunction(`NEW.status`));
    await runner.query(`DROP TABLE withdrawn_words`);
    await runner.query(`ALTER TABLE user_interview DROP COLUMN withdrawn_at`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SQL: the data of an event for webhook `w`: with what concerns a person only where the webhook wants it. */
const dataFor = (data: string, personal: string) =>
  `CASE WHEN w.include_personal_data THEN ${data} || ${personal} ELSE ${data} END`;

/** SQL: one message for each enabled webhook of the project that takes the event. */
const wanting = (project: string, type: string) =>
  `JOIN webhook w ON w.project_id = ${project} AND w.enabled AND ${type} = ANY (w.events)`;

const INVITE = `jsonb_build_object('project_id', t.project_id, 'topic_id', n.topic_id, 'batch_id', n.batch_id,
  'invite_id', n.id, 'kind', n.kind, 'sequence', n.sequence, 'status', n.status, 'reason', n.last_error)
  || CASE WHEN event.type = 'invite.bounced'
     THEN jsonb_build_object('bounce', jsonb_build_object('kind', n.bounce_kind, 'code', n.bounce_code)) ELSE '{}' END`;
const INVITED = `jsonb_build_object('interviewee_identifier', s.identifier, 'email', n.address)`;

const INTERVIEW = `jsonb_build_object('project_id', NEW.project_id, 'topic_id', NEW.topic_id, 'response_id', NEW.id,
  'kind', NEW.kind, 'status', NEW.status)`;
const INTERVIEWED = `jsonb_build_object('interviewee_identifier', NEW.interviewee_identifier,
  'email', NEW.interviewee_emails[1])`;

const CONTACT = `jsonb_build_object('project_id', n.project_id, 'contact_id', n.id, 'status', n.status)`;

/**
 * Webhooks, their messages and attempts, and the triggers that write messages. Each trigger looks first whether there is
 * an enabled webhook at all, so that without webhooks a change costs one look-up in an empty table.
 */
export class Webhooks1795610000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createTables(runner);
    await this.emitInvites(runner);
    await this.emitInterviews(runner);
    await this.emitContacts(runner);
    await this.emitBatches(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER invite_batch_webhooks ON invite_batch`);
    await runner.query(`DROP TRIGGER contact_webhooks_update ON contact`);
    await runner.query(`DROP TRIGGER contact_webhooks_insert ON contact`);
    await runner.query(`DROP TRIGGER user_interview_webhooks_update ON user_interview`);
    await runner.query(`DROP TRIGGER user_interview_webhooks_insert ON user_interview`);
    await runner.query(`DROP TRIGGER invite_delivery_webhooks ON invite_delivery`);
    await runner.query(`DROP FUNCTION parley_batch_events(), parley_contact_events_insert(),
      parley_contact_events_update(), parley_interview_events(), parley_invite_events()`);
    await runner.query(`DROP TABLE webhook_attempt, webhook_message, webhook`);
  }

  private async createTables(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT webhook_pkey PRIMARY KEY,
        project_id uuid NOT NULL CONSTRAINT webhook_project_fkey REFERENCES project ON DELETE CASCADE,
        created_by_id uuid NOT NULL CONSTRAINT webhook_created_by_fkey REFERENCES "user",
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        url text NOT NULL,
        description text NOT NULL DEFAULT '',
        events text[] NOT NULL,
        enabled boolean NOT NULL DEFAULT true,
        disabled_reason text
          CONSTRAINT webhook_disabled_reason_check CHECK (disabled_reason IN ('manual', 'gone', 'failing')),
        include_personal_data boolean NOT NULL DEFAULT false,
        secret text NOT NULL,
        previous_secret text,
        previous_until timestamptz,
        failing_since timestamptz,
        told_at timestamptz
      )`);
    await runner.query(`CREATE INDEX webhook_project_idx ON webhook (project_id, created_at, id)`);
    await runner.query(`
      CREATE TABLE webhook_message (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT webhook_message_pkey PRIMARY KEY,
        webhook_id uuid NOT NULL CONSTRAINT webhook_message_webhook_fkey REFERENCES webhook ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        type text NOT NULL,
        data jsonb NOT NULL,
        status text NOT NULL DEFAULT 'pending'
          CONSTRAINT webhook_message_status_check CHECK (status IN ('pending', 'delivered', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE INDEX webhook_message_due_idx ON webhook_message (webhook_id, due_at, id) WHERE status = 'pending'`);
    await runner.query(`CREATE INDEX webhook_message_created_idx ON webhook_message (created_at)`);
    await runner.query(`
      CREATE TABLE webhook_attempt (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT webhook_attempt_pkey PRIMARY KEY,
        webhook_id uuid NOT NULL,
        message_id uuid NOT NULL
          CONSTRAINT webhook_attempt_message_fkey REFERENCES webhook_message ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        status_code integer,
        error text NOT NULL DEFAULT '',
        duration_ms integer NOT NULL
      )`);
    await runner.query(
      `CREATE INDEX webhook_attempt_page_idx ON webhook_attempt (webhook_id, created_at, id)`,
    );
    await runner.query(`CREATE INDEX webhook_attempt_message_idx ON webhook_attempt (message_id)`);
  }

  private async emitInvites(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION parley_invite_events() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM webhook WHERE enabled) THEN RETURN NULL; END IF;
        INSERT INTO webhook_message (webhook_id, type, data)
        SELECT w.id, event.type, ${dataFor(INVITE, INVITED)}
        FROM new_rows n JOIN old_rows o ON o.id = n.id
        CROSS JOIN LATERAL (
          SELECT 'invite.' || n.status AS type WHERE n.status IN ('sent', 'failed') AND o.status <> n.status
          UNION ALL
          SELECT 'invite.bounced' WHERE n.bounce_kind IS DISTINCT FROM o.bounce_kind AND n.bounce_kind IS NOT NULL
        ) AS event
        JOIN user_interview_topic t ON t.id = n.topic_id
        ${wanting('t.project_id', 'event.type')}
        LEFT JOIN sharing_configuration s ON s.id = coalesce(n.share_id, n.follow_up_share_id);
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER invite_delivery_webhooks AFTER UPDATE ON invite_delivery
        REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION parley_invite_events()`);
  }

  // Row triggers with conditions, because interviews are updated with every answer and few updates change the status.
  private async emitInterviews(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION parley_interview_events() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE topic_limit integer;
      BEGIN
        IF NOT EXISTS (SELECT FROM webhook WHERE project_id = NEW.project_id AND enabled) THEN RETURN NULL; END IF;
        INSERT INTO webhook_message (webhook_id, type, data)
        SELECT w.id, 'interview.' || NEW.status, ${dataFor(INTERVIEW, INTERVIEWED)}
        FROM (SELECT) AS one ${wanting('NEW.project_id', "('interview.' || NEW.status)")};
        IF NEW.status <> 'completed' OR NEW.topic_id IS NULL THEN RETURN NULL; END IF;
        -- Locked, so that of two last answers at one moment the second counts the first.
        SELECT max_responses INTO topic_limit FROM user_interview_topic
        WHERE id = NEW.topic_id AND max_responses IS NOT NULL FOR NO KEY UPDATE;
        IF topic_limit = (SELECT count(*) FROM user_interview i
            WHERE i.topic_id = NEW.topic_id AND i.kind <> 'test' AND i.status = 'completed') THEN
          INSERT INTO webhook_message (webhook_id, type, data)
          SELECT w.id, 'topic.full', jsonb_build_object('project_id', NEW.project_id, 'topic_id', NEW.topic_id,
            'max_responses', topic_limit)
          FROM (SELECT) AS one ${wanting('NEW.project_id', "'topic.full'")};
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER user_interview_webhooks_insert AFTER INSERT ON user_interview FOR EACH ROW
        WHEN (NEW.kind <> 'test' AND NEW.status <> 'opened') EXECUTE FUNCTION parley_interview_events()`);
    await runner.query(`
      CREATE TRIGGER user_interview_webhooks_update AFTER UPDATE ON user_interview FOR EACH ROW
        WHEN (NEW.kind <> 'test' AND NEW.status <> 'opened' AND NEW.status IS DISTINCT FROM OLD.status)
        EXECUTE FUNCTION parley_interview_events()`);
  }

  private async emitContacts(runner: QueryRunner): Promise<void> {
    for (const [event, changed] of [
      ['insert', 'new_rows n'],
      ['update', `new_rows n JOIN old_rows o ON o.id = n.id AND o.status <> 'opted_out'`],
    ] as const) {
      await runner.query(`
        CREATE FUNCTION parley_contact_events_${event}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NOT EXISTS (SELECT FROM webhook WHERE enabled) THEN RETURN NULL; END IF;
          INSERT INTO webhook_message (webhook_id, type, data)
          SELECT w.id, 'contact.opted_out', ${dataFor(CONTACT, `jsonb_build_object('email', n.mailbox)`)}
          FROM ${changed}
          ${wanting('n.project_id', "'contact.opted_out'")}
          WHERE n.status = 'opted_out';
          RETURN NULL;
        END $$`);
      const old = event === 'update' ? 'OLD TABLE AS old_rows ' : '';
      await runner.query(`
        CREATE TRIGGER contact_webhooks_${event} AFTER ${event.toUpperCase()} ON contact
          REFERENCING ${old}NEW TABLE AS new_rows
          FOR EACH STATEMENT EXECUTE FUNCTION parley_contact_events_${event}()`);
    }
  }

  private async emitBatches(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION parley_batch_events() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO webhook_message (webhook_id, type, data)
        SELECT w.id, 'batch.paused', jsonb_build_object('project_id', t.project_id, 'topic_id', NEW.topic_id,
          'batch_id', NEW.id, 'kind', NEW.kind, 'pause_reason', NEW.pause_reason)
        FROM user_interview_topic t ${wanting('t.project_id', "'batch.paused'")}
        WHERE t.id = NEW.topic_id;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER invite_batch_webhooks AFTER UPDATE ON invite_batch FOR EACH ROW
        WHEN (NEW.state = 'paused' AND OLD.state <> 'paused') EXECUTE FUNCTION parley_batch_events()`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users, projects, keys, topics, contexts, links and invites. */
export class FirstSchema1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // RFC 9562 version 7, method 3: milliseconds, then microseconds in rand_a, so that rows of one statement keep
    // their order. PostgreSQL has uuidv7() only from version 18 on; 14 is the oldest supported version.
    await runner.query(`
      CREATE FUNCTION parley_uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
        SELECT encode(
          int8send(((micros / 1000) << 16) | 28672 | ((micros % 1000) * 4096 / 1000))
            || substring(uuid_send(gen_random_uuid()) FROM 9),
          'hex')::uuid
        FROM (SELECT floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS micros) AS clock
      $$`);
    // 22 bytes of PostgreSQL's strong random source as base64url, without an extension: in a version 4 UUID only bytes
    // 7 and 9 hold fixed bits, so two UUIDs give 28 random bytes.
    await runner.query(`
      CREATE FUNCTION parley_access_token() RETURNS text LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
        SELECT translate(encode(substring(
          substring(a FOR 6) || substring(a FROM 8 FOR 1) || substring(a FROM 10)
            || substring(b FOR 6) || substring(b FROM 8 FOR 1) || substring(b FROM 10)
          FOR 22), 'base64'), '+/=', '-_')
        FROM (SELECT uuid_send(gen_random_uuid()) AS a, uuid_send(gen_random_uuid()) AS b) AS entropy
      $$`);
    await runner.query(`
      CREATE TABLE "user" (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT user_pkey PRIMARY KEY,
        number serial NOT NULL,
        email text NOT NULL,
        first_name text NOT NULL DEFAULT '',
        last_name text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE UNIQUE INDEX user_email_key ON "user" (email)`);
    await runner.query(`CREATE UNIQUE INDEX user_number_key ON "user" (number)`);
    await runner.query(`
      CREATE TABLE project (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT project_pkey PRIMARY KEY,
        name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE UNIQUE INDEX project_name_key ON project (name)`);
    await runner.query(`
      CREATE TABLE project_membership (
        project_id uuid NOT NULL CONSTRAINT project_membership_project_fkey REFERENCES project ON DELETE CASCADE,
        user_id uuid NOT NULL CONSTRAINT project_membership_user_fkey REFERENCES "user" ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT project_membership_pkey PRIMARY KEY (project_id, user_id)
      )`);
    await runner.query(`CREATE INDEX project_membership_user_idx ON project_membership (user_id)`);
    await runner.query(`
      CREATE TABLE personal_api_key (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT personal_api_key_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT personal_api_key_user_fkey REFERENCES "user" ON DELETE CASCADE,
        label text NOT NULL,
        mask text NOT NULL,
        key_hash bytea NOT NULL,
        scopes text[] NOT NULL,
        project_ids uuid[],
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        revoked_at timestamptz
      )`);
    await runner.query(`CREATE UNIQUE INDEX personal_api_key_hash_key ON personal_api_key (key_hash)`);
    await runner.query(`CREATE INDEX personal_api_key_user_idx ON personal_api_key (user_id)`);
    await runner.query(`
      CREATE TABLE user_interview_topic (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT user_interview_topic_pkey PRIMARY KEY,
        project_id uuid NOT NULL CONSTRAINT user_interview_topic_project_fkey REFERENCES project ON DELETE CASCADE,
        created_by_id uuid NOT NULL CONSTRAINT user_interview_topic_created_by_fkey REFERENCES "user",
        created_at timestamptz NOT NULL DEFAULT now(),
        topic text NOT NULL,
        interviewee_emails text[] NOT NULL DEFAULT '{}',
        interviewee_distinct_ids text[] NOT NULL DEFAULT '{}',
        agent_context text NOT NULL DEFAULT '',
        questions text[] NOT NULL DEFAULT '{}',
        invite_subject text NOT NULL DEFAULT '',
        invite_message text NOT NULL DEFAULT ''
      )`);
    await runner.query(
      `CREATE INDEX user_interview_topic_page_idx ON user_interview_topic (project_id, created_at, id)`,
    );
    await runner.query(`
      CREATE TABLE interviewee_context (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT interviewee_context_pkey PRIMARY KEY,
        topic_id uuid NOT NULL
          CONSTRAINT interviewee_context_topic_fkey REFERENCES user_interview_topic ON DELETE CASCADE,
        created_by_id uuid NOT NULL CONSTRAINT interviewee_context_created_by_fkey REFERENCES "user",
        created_at timestamptz NOT NULL DEFAULT now(),
        interviewee_identifier text NOT NULL,
        agent_context text NOT NULL DEFAULT ''
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX interviewee_context_topic_identifier_key
        ON interviewee_context (topic_id, interviewee_identifier)`);
    await runner.query(
      `CREATE INDEX interviewee_context_page_idx ON interviewee_context (topic_id, created_at, id)`,
    );
    await runner.query(`
      CREATE TABLE sharing_configuration (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT sharing_configuration_pkey PRIMARY KEY,
        topic_id uuid NOT NULL
          CONSTRAINT sharing_configuration_topic_fkey REFERENCES user_interview_topic ON DELETE CASCADE,
        identifier text NOT NULL,
        kind text NOT NULL DEFAULT 'personal',
        access_token text NOT NULL DEFAULT parley_access_token(),
        enabled boolean NOT NULL DEFAULT true,
        expires_at timestamptz,
        rotated_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX sharing_configuration_access_token_key ON sharing_configuration (access_token)`,
    );
    await runner.query(`
      CREATE UNIQUE INDEX sharing_configuration_active_key
        ON sharing_configuration (topic_id, kind, identifier) WHERE enabled AND rotated_at IS NULL`);
    await runner.query(`
      CREATE TABLE invite_batch (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT invite_batch_pkey PRIMARY KEY,
        topic_id uuid NOT NULL CONSTRAINT invite_batch_topic_fkey REFERENCES user_interview_topic ON DELETE CASCADE,
        created_by_id uuid NOT NULL CONSTRAINT invite_batch_created_by_fkey REFERENCES "user",
        created_at timestamptz NOT NULL DEFAULT now(),
        topic_title text NOT NULL,
        subject text NOT NULL,
        message text NOT NULL,
        sender_name text NOT NULL,
        reply_to text NOT NULL
      )`);
    await runner.query(`CREATE INDEX invite_batch_topic_idx ON invite_batch (topic_id, id)`);
    await runner.query(`
      CREATE TABLE invite_delivery (
        id uuid NOT NULL DEFAULT parley_uuid_v7() CONSTRAINT invite_delivery_pkey PRIMARY KEY,
        batch_id uuid NOT NULL CONSTRAINT invite_delivery_batch_fkey REFERENCES invite_batch ON DELETE CASCADE,
        topic_id uuid NOT NULL
          CONSTRAINT invite_delivery_topic_fkey REFERENCES user_interview_topic ON DELETE CASCADE,
        share_id uuid NOT NULL
          CONSTRAINT invite_delivery_share_fkey REFERENCES sharing_configuration ON DELETE CASCADE,
        address text NOT NULL,
        status text NOT NULL DEFAULT 'queued',
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        last_error text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX invite_delivery_live_key
        ON invite_delivery (share_id) WHERE status IN ('queued', 'sending', 'sent')`);
    await runner.query(`
      CREATE INDEX invite_delivery_due_idx
        ON invite_delivery (batch_id, due_at, id) WHERE status IN ('queued', 'sending')`);
    await runner.query(`CREATE INDEX invite_delivery_page_idx ON invite_delivery (topic_id, created_at, id)`);
    await runner.query(`CREATE INDEX invite_delivery_status_idx ON invite_delivery (topic_id, status)`);
    await runner.query(`CREATE INDEX invite_delivery_batch_idx ON invite_delivery (batch_id, id)`);
    await runner.query(`CREATE INDEX invite_delivery_share_idx ON invite_delivery (share_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE invite_delivery, invite_batch, sharing_configuration, interviewee_context, user_interview_topic,
        personal_api_key, project_membership, project, "user"`);
    await runner.query(`DROP FUNCTION parley_access_token(), parley_uuid_v7()`);
  }
}

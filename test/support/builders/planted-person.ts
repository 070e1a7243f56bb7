import type { TestApp } from '../app/test-app';
import { topicPath } from '../clients/api-client';
import type { ApiClient } from '../clients/api-client';
import { linksOf, sendInvites } from './invites';
import { insertResponse } from './responses';

/** A name and an address that nothing else contains. */
export const LOCAL = 'wilhelmina.quagmire';
export const MAILBOX = `${LOCAL}@quagmire-institute.example`;
/** The three spellings of the same mailbox. */
export const SPELLINGS = [
  MAILBOX,
  'Wilhelmina Quagmire <Wilhelmina.Quagmire@Quagmire-Institute.Example>',
  `"Quagmire, Wilhelmina" <${MAILBOX}>`,
] as const;
/** The words of a text about something else. */
const note = `Ask ${MAILBOX.toUpperCase()} or Wilhelmina  QUAGMIRE, too.`;
const OTHER = 'Grace Hopper <grace@example.com>';

/** The topics that know the person, and a description of each place where something about them is stored. */
export interface Planted {
  topics: string[];
  places: string[];
}

/** Stores a person in every place that the application has for one. The client needs the scope `*`. */
export async function plantPerson(app: TestApp, client: ApiClient): Promise<Planted> {
  const { database } = app;
  const places: string[] = [];
  const plant = async (place: string, work: () => Promise<unknown>): Promise<void> => {
    await work();
    places.push(place);
  };
  const sql =
    (statement: string, values: unknown[] = []) =>
    () =>
      database.query(statement, values);
  const said = `I am Wilhelmina, write to ${MAILBOX}.`;

  const topics: string[] = [];
  for (const [n, identifier] of SPELLINGS.entries()) {
    await plant(`targeting, spelling ${n + 1}`, async () => {
      const { id } = await client.createTopic({
        topic: `Planning ${n + 1}`,
        interviewee_emails: [identifier, OTHER],
        questions: ['How?'],
      });
      topics.push(id);
    });
    await plant(`context, spelling ${n + 1}`, () =>
      client.post(topicPath(topics[n] ?? '', 'interviewees/'), {
        interviewee_identifier: identifier,
        agent_context: `Knows ${MAILBOX}.`,
      }),
    );
  }
  const [first = '', second = '', third = ''] = topics;
  await plant('webhook for events with personal data', () =>
    client.post('/webhooks/', {
      url: 'https://hooks.invalid/',
      events: ['invite.sent', 'interview.completed', 'contact.opted_out'],
      include_personal_data: true,
      description: `Asked for by ${MAILBOX}`,
    }),
  );
  for (const [n, topic] of topics.entries()) await plant(`link ${n + 1}`, () => linksOf(client, topic));
  await plant('idempotent answer of generate_links', () =>
    client.post(topicPath(first, 'generate_links/'), {}, { 'idempotency-key': 'links-of-topic' }),
  );
  await plant('rotated link', () =>
    client.post(topicPath(first, 'rotate_link/'), { identifier: SPELLINGS[0] }),
  );
  await plant('sent invite, with its contact and event', () => sendInvites(client, first));
  await plant('idempotent answer of send_invites', () =>
    client.post(
      topicPath(second, 'send_invites/'),
      { send_async: false },
      { 'idempotency-key': 'send-of-topic' },
    ),
  );
  await plant('scheduled invite with a reason that names the person, in batch and audit trail', () =>
    sendInvites(client, third, {
      send_at: new Date(Date.now() + 86_400_000).toISOString(),
      override_contact_rules: true,
      override_reason: `${MAILBOX} asked for it`,
    }),
  );
  await plant(
    'failed reminder',
    sql(
      `INSERT INTO invite_delivery (batch_id, topic_id, follow_up_share_id, address, mailbox, kind, sequence, status)
       SELECT b.id, b.topic_id, s.id, $2, $2, 'reminder', 1, 'failed' FROM invite_batch b
       JOIN sharing_configuration s ON s.topic_id = b.topic_id AND s.identifier = $3 WHERE b.topic_id = $1 LIMIT 1`,
      [first, MAILBOX, SPELLINGS[0]],
    ),
  );
  await plant(
    'invite from before mailboxes were stored',
    sql(`UPDATE invite_delivery SET mailbox = NULL WHERE topic_id = $1`, [second]),
  );
  await plant(
    'texts of a batch',
    sql(`UPDATE invite_batch SET subject = $2, message = $2 WHERE topic_id = $1`, [first, note]),
  );
  await plant('completed interview: answer, transcript, summary, search words, addresses', () =>
    insertResponse(database, first, {
      identifier: SPELLINGS[0],
      email: MAILBOX,
      answers: [said],
      summary: said,
    }),
  );
  await plant('draft', () =>
    insertResponse(database, second, {
      identifier: SPELLINGS[1],
      email: MAILBOX,
      status: 'started',
      answers: [said],
    }),
  );
  await plant('declined interview', () =>
    insertResponse(database, third, {
      identifier: SPELLINGS[2],
      email: MAILBOX,
      status: 'declined',
      answers: [said],
    }),
  );
  await plant('interview whose mailbox only is known, with a call and its report', async () => {
    const id = await insertResponse(database, first, {
      identifier: 'user-77',
      email: MAILBOX,
      callId: 'call-1',
      answers: [said],
    });
    await database.query(
      `INSERT INTO voice_report (call_id, project_id, interview_id, body, recording_url)
       SELECT 'call-1', project_id, id, convert_to($2, 'UTF8'), 'https://vendor.invalid/call-1' FROM user_interview
       WHERE id = $1`,
      [id, JSON.stringify({ transcript: said })],
    );
  });
  await plant('interview of a deleted topic', async () => {
    const { id } = await client.createTopic({ interviewee_emails: [MAILBOX] });
    await insertResponse(database, id, { identifier: MAILBOX, email: MAILBOX, answers: [said] });
    await client.delete(topicPath(id));
  });
  await plant(
    'interview that waits for its search words',
    sql(`INSERT INTO search_backlog SELECT id FROM user_interview WHERE topic_id = $1 LIMIT 1`, [first]),
  );
  await plant(
    'waiting report of a call that names the person',
    sql(
      `INSERT INTO voice_report (call_id, project_id, body) VALUES ('call-2', $1, convert_to($2, 'UTF8'))`,
      [client.projectId, JSON.stringify({ metadata: { interviewee_identifier: SPELLINGS[1] } })],
    ),
  );
  await plant(
    'waiting report of a call that names a link',
    sql(
      `INSERT INTO voice_report (call_id, project_id, body)
       SELECT 'call-3', $1, convert_to('{"metadata":{"share_id":"' || id || '"},"said":"Wilhelmina"}', 'UTF8')
       FROM sharing_configuration WHERE topic_id = $2 AND identifier = $3 LIMIT 1`,
      [client.projectId, first, SPELLINGS[0]],
    ),
  );
  await plant(
    'delivered event with an attempt',
    sql(
      `WITH message AS (
         INSERT INTO webhook_message (webhook_id, type, data, status)
         SELECT id, 'interview.completed', jsonb_build_object('interviewee_identifier', $1::text, 'email', $2::text), 'delivered'
         FROM webhook LIMIT 1 RETURNING id, webhook_id)
       INSERT INTO webhook_attempt (webhook_id, message_id, status_code, duration_ms)
       SELECT webhook_id, id, 200, 5 FROM message`,
      [SPELLINGS[1], 'Wilhelmina.Quagmire@Quagmire-Institute.Example'],
    ),
  );
  await plant(
    'choice of the contact',
    sql(
      `INSERT INTO contact_choice (contact_id, choice, until, previous_status, previous_reason)
       SELECT id, 'later', now() + interval '9 days', 'free', '' FROM contact WHERE mailbox = $1`,
      [MAILBOX],
    ),
  );
  await plant(
    'reason of the contact',
    sql(`UPDATE contact SET reason = $2 WHERE mailbox = $1`, [MAILBOX, said]),
  );
  await plant(
    'invite that came back',
    sql(
      `UPDATE invite_delivery SET bounce_kind = 'soft', bounce_code = '4.2.2', bounced_at = now() WHERE topic_id = $1`,
      [second],
    ),
  );
  await plant(
    'description of a webhook',
    sql(`UPDATE webhook SET description = description || ' ' || $1`, [note]),
  );
  await plantTexts(plant, sql, { first, second, client });
  return { topics, places };
}

type Plant = (place: string, work: () => Promise<unknown>) => Promise<void>;
type Sql = (statement: string, values?: unknown[]) => () => Promise<unknown>;

/** Texts about other things that contain the address. */
async function plantTexts(
  plant: Plant,
  sql: Sql,
  { first, second, client }: { first: string; second: string; client: ApiClient },
): Promise<void> {
  for (const column of [
    'topic',
    'agent_context',
    'invite_subject',
    'invite_message',
    'reminder_subject',
    'reminder_message',
  ]) {
    await plant(
      `${column} of a topic`,
      sql(`UPDATE user_interview_topic SET ${column} = $2 WHERE id = $1`, [second, note]),
    );
  }
  await plant(
    'question of a topic',
    sql(`UPDATE user_interview_topic SET questions = ARRAY[$2] WHERE id = $1`, [second, note]),
  );
  await plant(
    'context of somebody else',
    sql(
      `INSERT INTO interviewee_context (topic_id, created_by_id, interviewee_identifier, agent_context)
       SELECT id, created_by_id, 'user-5', $2 FROM user_interview_topic WHERE id = $1`,
      [second, note],
    ),
  );
  await plant(
    'reason of another contact',
    sql(`INSERT INTO contact (project_id, mailbox, reason) VALUES ($1, 'other@example.com', $2)`, [
      client.projectId,
      note,
    ]),
  );
  await plant('answer, transcript, summary, question and search words of somebody else', () =>
    insertResponse(client.database, first, {
      identifier: 'user-5',
      kind: 'shared',
      answers: [note],
      questions: [note],
      summary: note,
      name: note,
    }),
  );
}

/** Everything in a database, as text: each row of each table, bytes as hexadecimal digits and as they are. */
export async function dumpOf({ database }: TestApp): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const [row] = await database.query<{ text: string | null }>(
      `SELECT string_agg(t::text, E'\\n') AS text FROM ${name} t`,
    );
    parts.push(`${name}: ${row?.text ?? ''}`);
  }
  const text = parts.join('\n');
  const bytes = [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex = '']) =>
    Buffer.from(hex, 'hex').toString('latin1'),
  );
  return [text, ...bytes].join('\n').toLowerCase();
}

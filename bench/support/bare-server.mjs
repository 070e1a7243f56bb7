// The server that the API is compared with: bare node:http, one SQL statement per request, which builds the whole JSON.
// It has no authentication, validation or error handling. The message `{ databaseUrl, projectId, userId }` starts it;
// it answers with its port.
import { once } from 'node:events';
import { createServer } from 'node:http';
import pg from 'pg';

const TOPIC = `json_build_object(
  'id', t.id, 'created_at', t.created_at, 'topic', t.topic, 'interviewee_emails', t.interviewee_emails,
  'interviewee_distinct_ids', t.interviewee_distinct_ids, 'agent_context', t.agent_context,
  'questions', t.questions, 'invite_subject', t.invite_subject, 'invite_message', t.invite_message,
  'created_by', json_build_object('uuid', u.id, 'email', u.email, 'first_name', u.first_name, 'last_name', u.last_name))`;
const STATEMENTS = {
  list: `SELECT json_build_object(
      'count', (SELECT count(*) FROM user_interview_topic WHERE project_id = $1),
      'results', (SELECT json_agg(row.topic) FROM (
        SELECT ${TOPIC} AS topic FROM user_interview_topic t JOIN "user" u ON u.id = t.created_by_id
        WHERE t.project_id = $1 ORDER BY t.created_at DESC, t.id DESC LIMIT 100) AS row))::text AS json`,
  retrieve: `SELECT ${TOPIC}::text AS json FROM user_interview_topic t JOIN "user" u ON u.id = t.created_by_id
    WHERE t.id = $1`,
  create: `INSERT INTO user_interview_topic (project_id, created_by_id, topic, interviewee_emails, questions)
    SELECT $1, $2, b->>'topic', ARRAY(SELECT json_array_elements_text(b->'interviewee_emails')),
           ARRAY(SELECT json_array_elements_text(b->'questions'))
    FROM (SELECT $3::json AS b) AS body RETURNING row_to_json(user_interview_topic)::text AS json`,
  bulk: `INSERT INTO interviewee_context (topic_id, created_by_id, interviewee_identifier, agent_context)
    SELECT $1, $2, i->>'interviewee_identifier', i->>'agent_context' FROM json_array_elements($3::json->'items') AS i
    ON CONFLICT DO NOTHING RETURNING json_build_object('id', id)::text AS json`,
};

process.on('message', async (/** @type {Record<string, string>} */ { databaseUrl, projectId, userId }) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 15 });
  /** @param {keyof typeof STATEMENTS} name @param {unknown[]} values */
  const run = async (name, values) =>
    (await pool.query({ name, text: STATEMENTS[name], values })).rows[0]?.json ?? '{}';
  const server = createServer(async (request, response) => {
    const [, name, id] = (request.url ?? '').split('/');
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const values =
      name === 'list'
        ? [projectId]
        : name === 'retrieve'
          ? [id]
          : name === 'create'
            ? [projectId, userId, body]
            : [id, userId, body];
    const json = await run(/** @type {keyof typeof STATEMENTS} */ (name), values);
    response.setHeader('content-type', 'application/json').end(json);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send?.({ port: /** @type {import('node:net').AddressInfo} */ (server.address()).port });
});
process.send?.('ready');

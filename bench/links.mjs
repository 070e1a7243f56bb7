// Compares generate_links, at the first and at the second call, with plain SQL that creates the same rows: one
// transaction, one statement per table, and JSON that PostgreSQL builds. Both use the same tables and take turns.
import pg from 'pg';
import { apiClient, createKey } from './support/api.mjs';
import { median, share, timed } from './support/figures.mjs';
import { withServices } from './support/fixture.mjs';
import { startParley } from './support/processes.mjs';
import { clearTopics, freePort } from './support/services.mjs';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
// A short call needs more rounds, also for warming up.
const SIZES = [
  { size: 500, rounds: 8 * ROUNDS },
  { size: 10_000, rounds: 2 * ROUNDS },
  { size: 100_000, rounds: ROUNDS },
];

/** @typedef {{ first: number, again: number }} Calls milliseconds of the first and of the second call */
/** @typedef {{ plain: Calls, parley: Calls }} Round */

const INSERT_CONTEXTS = `
  INSERT INTO interviewee_context (topic_id, created_by_id, interviewee_identifier)
  SELECT t.id, t.created_by_id, target FROM user_interview_topic t, unnest(t.interviewee_emails) AS target
  WHERE t.id = $1 ON CONFLICT DO NOTHING`;
const INSERT_SHARES = `
  INSERT INTO sharing_configuration (topic_id, identifier)
  SELECT t.id, target FROM user_interview_topic t, unnest(t.interviewee_emails) AS target
  WHERE t.id = $1 ON CONFLICT DO NOTHING`;
const READ = `
  SELECT json_agg(json_build_object(
    'interviewee_identifier', target.identifier,
    'user_name', initcap(translate(split_part(target.identifier, '@', 1), '._', '  ')),
    'interview_url', 'https://parley.example.com/interview/' || s.id,
    'agent_context', c.agent_context
  ) ORDER BY target.position)::text AS links
  FROM user_interview_topic t
  CROSS JOIN unnest(t.interviewee_emails) WITH ORDINALITY AS target (identifier, position)
  JOIN interviewee_context c ON c.topic_id = t.id AND c.interviewee_identifier = target.identifier
  JOIN sharing_configuration s ON s.topic_id = t.id AND s.kind = 'personal' AND s.identifier = target.identifier
    AND s.enabled AND s.rotated_at IS NULL
  WHERE t.id = $1`;

/** @returns {Promise<import('./run.mjs').Figures>} */
export async function run() {
  return withServices(async ({ services, stopLater }) => {
    const { databaseUrl } = services;
    const parley = stopLater(
      await startParley({
        PORT: String(await freePort()),
        DATABASE_URL: databaseUrl,
        REDIS_URL: services.redisUrl ?? '',
      }),
    );
    const client = apiClient(parley.url, await createKey(databaseUrl));
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    // The planner has no statistics of rows from the same transaction. Without this it joins 100 000 of them row by
    // row.
    await database.query('SET enable_nestloop = off');
    stopLater({ stop: () => database.end() });

    /** @param {string} topic */
    const viaParley = (topic) => client.post(`${topic}/generate_links/`);
    /** @param {string} topic */
    const viaPlain = async (topic) => {
      await database.query('BEGIN');
      await database.query(INSERT_CONTEXTS, [topic]);
      await database.query(INSERT_SHARES, [topic]);
      const { rows } = await database.query(READ, [topic]);
      await database.query('COMMIT');
      return rows[0].links;
    };
    /** @param {string} topic */
    const againViaPlain = async (topic) => (await database.query(READ, [topic])).rows[0].links;

    /** @type {import('./run.mjs').Figures} */
    const figures = {};
    for (const { size, rounds: count } of SIZES) {
      /** @type {Round[]} */
      const rounds = [];
      // Rounds below zero warm up.
      for (let n = -Math.ceil(count / 2); n < count; n++) {
        const plain = await measure(client, size, viaPlain, againViaPlain);
        const round = { plain, parley: await measure(client, size, viaParley, viaParley) };
        if (n >= 0) rounds.push(round);
        await clearTopics(databaseUrl);
      }
      Object.assign(figures, figuresOf(size, rounds));
    }
    return figures;
  });
}

/**
 * @param {ReturnType<typeof apiClient>} client
 * @param {number} size
 * @param {(topic: string) => Promise<string>} first
 * @param {(topic: string) => Promise<string>} again
 * @returns {Promise<Calls>}
 */
async function measure(client, size, first, again) {
  const topic = await client.createTopic(size);
  return {
    first: (await timed(() => first(topic))).ms,
    again: (await timed(() => again(topic))).ms,
  };
}

/** @param {number} size @param {Round[]} rounds */
function figuresOf(size, rounds) {
  const ms = (/** @type {(round: Round) => number} */ of) => Math.round(median(rounds.map(of)));
  return {
    [`${size} people, first, plain SQL, ms`]: ms(({ plain }) => plain.first),
    [`${size} people, first, generate_links, ms`]: ms(({ parley }) => parley.first),
    [`${size} people, first, ratio`]: share(rounds, ({ plain, parley }) => parley.first / plain.first),
    [`${size} people, again, plain SQL, ms`]: ms(({ plain }) => plain.again),
    [`${size} people, again, generate_links, ms`]: ms(({ parley }) => parley.again),
    [`${size} people, again, ratio`]: share(rounds, ({ plain, parley }) => parley.again / plain.again),
  };
}

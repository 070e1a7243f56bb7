// Measures how the cost grows with the data: lists, searches and pages with a hundred times as many rows, and the time
// per person of operations on a whole topic. Both sizes are in one database and take turns.
import { apiClient, createKey } from './support/api.mjs';
import { median, rounded, timed } from './support/figures.mjs';
import { withServices } from './support/fixture.mjs';
import { startParley } from './support/processes.mjs';
import { clearTopics, freePort, query } from './support/services.mjs';
import { fillTopics } from './support/topics.mjs';

const FEW = Number(process.env.BENCH_FEW ?? 10_000);
const MANY = Number(process.env.BENCH_MANY ?? 1_000_000);
const CALLS = 40;
/** The people of one topic, and the number of measurements. */
const SOME_PEOPLE = { size: 1000, rounds: 15 };
const ALL_PEOPLE = { size: 100_000, rounds: 3 };
const BULK = 500;

/** @typedef {{ projectId: string, key: string, userId: string, topicId: string }} Filled a project with data */

/** @returns {Promise<import('./run.mjs').Figures>} */
export async function run() {
  return withServices(async ({ services, stopLater }) => {
    const { databaseUrl } = services;
    const parley = stopLater(
      await startParley({
        PORT: String(await freePort()),
        ROLE: 'web',
        DATABASE_URL: databaseUrl,
        REDIS_URL: services.redisUrl ?? '',
        // Only has to be set: no worker runs, so no mail is sent.
        SMTP_URL: 'smtp://127.0.0.1:9',
      }),
    );
    const people = await perPerson(parley.url, databaseUrl);
    const few = await fillProject(databaseUrl, 'few', FEW);
    const many = await fillProject(databaseUrl, 'many', MANY);
    await query(databaseUrl, 'VACUUM ANALYZE');
    return { ...people, ...(await lists(parley.url, { few, many })) };
  });
}

/** Creates a project with `count` topics, responses and deliveries. @returns {Promise<Filled>} */
async function fillProject(databaseUrl, name, count) {
  const { key, projectId } = await createKey(databaseUrl, name);
  const [{ id: userId }] = await query(databaseUrl, 'SELECT id FROM "user"');
  await fillTopics(databaseUrl, { projectId, userId, count });
  const [{ id: topicId }] = await query(
    databaseUrl,
    'SELECT id FROM user_interview_topic WHERE project_id = $1 LIMIT 1',
    [projectId],
  );
  // The trigger would take an hour for all rows, so the statement sets the search columns itself.
  await query(databaseUrl, 'ALTER TABLE user_interview DISABLE TRIGGER user_interview_search');
  await query(
    databaseUrl,
    `INSERT INTO user_interview (project_id, topic_id, created_by_id, created_at, kind, interviewee_identifier, status,
       questions, started_at, completed_at, has_answers, transcript, search_config, search_vector, transcript_vector)
     SELECT $1, $2, $3, now() - n * interval '1 minute', 'personal', 'person' || n, 'completed', '{How?}', now(),
            now(), true, said.text, 'english', to_tsvector('simple', said.text), to_tsvector('simple', said.text)
     FROM generate_series(1, $4) AS n,
          LATERAL (SELECT 'Interviewer: How? Interviewee: On paper, part ' || n ||
            CASE WHEN n % ($4 / 100) = 0 THEN ' of a sprint' ELSE '' END AS text) AS said`,
    [projectId, topicId, userId, count],
  );
  await query(databaseUrl, 'ALTER TABLE user_interview ENABLE TRIGGER user_interview_search');
  await query(
    databaseUrl,
    `WITH batch AS (
       INSERT INTO invite_batch (topic_id, created_by_id, topic_title, subject, message, sender_name, reply_to)
       VALUES ($1, $2, '', '', '', '', '') RETURNING id
     ), share AS (
       INSERT INTO sharing_configuration (topic_id, identifier)
       SELECT $1, 'person' || n || '@example.com' FROM generate_series(1, $3) AS n RETURNING id, identifier
     )
     INSERT INTO invite_delivery (batch_id, topic_id, share_id, address, status, sent_at)
     SELECT batch.id, $1, share.id, share.identifier, 'sent', now() FROM batch, share`,
    [topicId, userId, count],
  );
  await query(
    databaseUrl,
    `INSERT INTO contact (project_id, mailbox)
     SELECT $1, 'person' || n || '@example.com' FROM generate_series(1, $2) AS n ORDER BY 2`,
    [projectId, count],
  );
  return { projectId, key, userId, topicId };
}

/** Medians of the same requests in both projects. @param {string} url @param {{ few: Filled, many: Filled }} projects */
async function lists(url, projects) {
  /** @param {Filled} project @param {string} path @param {object} [body] */
  const ask = async ({ projectId, key, topicId }, path, body) => {
    const answer = await fetch(
      `${url}/api/projects/${projectId}/${path.replace(':topic', `user_interview_topics/${topicId}`)}`,
      {
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      },
    );
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  /** @type {Record<string, (size: number) => [string, object?]>} */
  const requests = {
    'list topics': () => ['user_interview_topics'],
    'page 5 of the topics': () => ['user_interview_topics?offset=400'],
    'last page of the topics': (size) => [`user_interview_topics?offset=${size - 100}`],
    'search topics, one found': () => ['user_interview_topics?search=part%209999'],
    'search topics, all found': () => ['user_interview_topics?search=plan'],
    'list responses': () => ['user_interviews'],
    'page 5 of the responses': () => ['user_interviews?offset=400'],
    'search responses, 100 found': () => ['user_interviews/search', { query: 'sprint' }],
    'list responses with a word, 100 found': () => ['user_interviews?search=sprint'],
    'list deliveries': () => [':topic/invites'],
    'page 5 of the deliveries': () => [':topic/invites?offset=400'],
    'search deliveries, one found': () => [':topic/invites?search=person9999@'],
    'list sent deliveries': () => [':topic/invites?status=sent'],
    'summary of the deliveries': () => [':topic/invites/summary'],
    'list contacts': () => ['contacts'],
    'page 5 of the contacts': () => ['contacts?offset=400'],
    'search contacts, one found': () => ['contacts?search=person9999@'],
  };
  /** @type {import('./run.mjs').Figures} */
  const figures = {};
  for (const [title, request] of Object.entries(requests)) {
    /** @type {Record<string, number[]>} */
    const times = { few: [], many: [] };
    for (let n = -3; n < CALLS; n++) {
      for (const [name, size] of /** @type {const} */ ([
        ['few', FEW],
        ['many', MANY],
      ])) {
        const { ms } = await timed(() => ask(projects[name], ...request(size)));
        if (n >= 0) times[name].push(ms);
      }
    }
    const few = median(times.few);
    const many = median(times.many);
    figures[`${title}, ${FEW} rows, ms`] = rounded(few);
    figures[`${title}, ${MANY} rows, ms`] = rounded(many);
    figures[`${title}, ratio`] = rounded(many / few);
  }
  return figures;
}

/** Time per person of operations on a whole topic. @param {string} url @param {string} databaseUrl */
async function perPerson(url, databaseUrl) {
  const client = apiClient(url, await createKey(databaseUrl));
  /** @type {Record<string, (topic: string, size: number) => Promise<unknown>>} */
  const work = {
    generate_links: (topic) => client.post(`${topic}/generate_links/`),
    links_csv: (topic) => client.post(`${topic}/links_csv/`),
    send_invites: (topic) => client.post(`${topic}/send_invites/`),
    bulk: async (topic, size) => {
      for (let n = 0; n < size; n += BULK) {
        const items = Array.from({ length: BULK }, (_, i) => ({
          interviewee_identifier: `person${n + i}@example.com`,
          agent_context: 'Plans for a team of twelve; moved from a paper calendar in June.',
        }));
        await client.post(`${topic}/interviewees/bulk/`, { items });
      }
    },
  };
  /** @type {import('./run.mjs').Figures} */
  const figures = {};
  for (const [title, call] of Object.entries(work)) {
    /** @type {number[]} microseconds per person, the smaller size first */
    const perPerson = [];
    for (const { size, rounds } of [SOME_PEOPLE, ALL_PEOPLE]) {
      const times = [];
      for (let n = -1; n < rounds; n++) {
        const topic = await client.createTopic(size);
        const { ms } = await timed(() => call(topic, size));
        if (n >= 0) times.push((ms * 1000) / size);
        await clearTopics(databaseUrl);
      }
      perPerson.push(median(times));
      figures[`${title}, ${size} people, µs per person`] = rounded(median(times));
    }
    const [some = 1, all = 0] = perPerson;
    figures[`${title}, ratio`] = rounded(all / some);
  }
  return figures;
}

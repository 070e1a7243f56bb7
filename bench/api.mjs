// Compares the API, with authentication, tenancy, validation, throttling and the log on, with a bare node:http server
// that gives the same answers with one SQL statement each. Both use one database and take turns. A ratio is Parley's
// requests per second by those of the bare server.
import autocannon from 'autocannon';
import { createKey } from './support/api.mjs';
import { median, rounded, share } from './support/figures.mjs';
import { withServices } from './support/fixture.mjs';
import { EVERYTHING_ON, startHelper, startParley } from './support/processes.mjs';
import { freePort, query } from './support/services.mjs';
import { fillTopics } from './support/topics.mjs';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const TOPICS = 10_000;

/** @typedef {{ bare: number, parley: number }} Round requests per second */

/** @returns {Promise<import('./run.mjs').Figures>} */
export async function run() {
  return withServices(async ({ services, stopLater }) => {
    const { databaseUrl } = services;
    const parley = stopLater(
      await startParley({
        ...EVERYTHING_ON,
        PORT: String(await freePort()),
        DATABASE_URL: databaseUrl,
        REDIS_URL: services.redisUrl ?? '',
      }),
    );
    const access = await createKey(databaseUrl);
    const [user] = await query(databaseUrl, 'SELECT id FROM "user"');
    const bare = stopLater(await startHelper('bare-server.mjs'));
    const { port } = await bare.ask({ databaseUrl, projectId: access.projectId, userId: user.id });
    const sides = {
      bare: { url: `http://127.0.0.1:${port}`, headers: {} },
      parley: {
        url: `${parley.url}/api/projects/${access.projectId}/user_interview_topics`,
        headers: { authorization: `Bearer ${access.key}` },
      },
    };
    await fillTopics(databaseUrl, { projectId: access.projectId, userId: user.id, count: TOPICS });
    await query(databaseUrl, 'VACUUM ANALYZE');
    const [{ id }] = await query(databaseUrl, 'SELECT id FROM user_interview_topic LIMIT 1');
    const body = JSON.stringify({
      topic: 'How small teams plan their week',
      interviewee_emails: ['Ada Lovelace <ada@example.com>', 'grace@example.com'],
      questions: ['How did you plan last week?', 'What got in the way?'],
    });

    /** @type {import('./run.mjs').Figures} */
    const figures = {};
    /** @param {string} name @param {number} connections @param {(side: 'bare' | 'parley') => object} request */
    const compare = async (name, connections, request) => {
      /** @type {Round[]} */
      const rounds = [];
      for (let n = -1; n < ROUNDS; n++) {
        const round = { bare: 0, parley: 0 };
        for (const side of /** @type {const} */ (['bare', 'parley'])) {
          round[side] = await requestsPerSecond({ ...request(side), connections });
        }
        // The first round warms up.
        if (n >= 0) rounds.push(round);
      }
      figures[`${name}, bare, requests/s`] = rounded(median(rounds.map((round) => round.bare)));
      figures[`${name}, Parley, requests/s`] = rounded(median(rounds.map((round) => round.parley)));
      figures[`${name}, ratio`] = share(rounds, (round) => round.parley / round.bare);
    };
    /** @param {'bare' | 'parley'} side @param {string} barePath @param {string} path */
    const at = (side, barePath, path) => ({
      url: sides[side].url + (side === 'bare' ? barePath : path),
      headers: { ...sides[side].headers, 'content-type': 'application/json' },
    });

    await compare('list 100 of 10 000, 10 connections', 10, (side) => at(side, '/list', '/'));
    await compare('list 100 of 10 000, 50 connections', 50, (side) => at(side, '/list', '/'));
    await compare('retrieve', 10, (side) => at(side, `/retrieve/${id}`, `/${id}/`));
    await compare('create', 10, (side) => ({ ...at(side, '/create', '/'), method: 'POST', body }));
    Object.assign(figures, await bulk(databaseUrl, sides));
    return figures;
  });
}

/** @param {object} options of autocannon */
async function requestsPerSecond(options) {
  const result = await autocannon({ ...options, duration: SECONDS });
  const failed = result.non2xx + result.errors;
  if (failed > 0) throw new Error(`${failed} requests failed: ${JSON.stringify(result.statusCodeStats)}`);
  return result.requests.average;
}

/** Sends 500 contexts per request, half of which exist already. Each request is for another topic. */
async function bulk(databaseUrl, sides) {
  const CALLS = 40;
  const topics = await query(
    databaseUrl,
    `SELECT id FROM user_interview_topic ORDER BY created_at LIMIT ${2 * CALLS * (ROUNDS + 1)}`,
  );
  await query(
    databaseUrl,
    `INSERT INTO interviewee_context (topic_id, created_by_id, interviewee_identifier)
     SELECT t.id, t.created_by_id, 'person' || n FROM user_interview_topic t, generate_series(1, 250) AS n
     WHERE t.id = ANY ($1)`,
    [topics.map(({ id }) => id)],
  );
  const items = Array.from({ length: 500 }, (_, n) => ({
    interviewee_identifier: `person${n + 1}`,
    agent_context: 'Plans for a team of twelve; moved from a paper calendar in June.',
  }));
  const body = JSON.stringify({ items });
  /** @type {Round[]} */
  const rounds = [];
  for (let n = -1; n < ROUNDS; n++) {
    const round = { bare: 0, parley: 0 };
    for (const side of /** @type {const} */ (['bare', 'parley'])) {
      const left = topics.splice(0, CALLS);
      const startedAt = performance.now();
      const worker = async () => {
        for (let topic = left.pop(); topic; topic = left.pop()) {
          const path = side === 'bare' ? `/bulk/${topic.id}` : `/${topic.id}/interviewees/bulk/`;
          const headers = { ...sides[side].headers, 'content-type': 'application/json' };
          const answer = await fetch(sides[side].url + path, { method: 'POST', headers, body });
          if (!answer.ok) throw new Error(`bulk answered ${answer.status}`);
          await answer.arrayBuffer();
        }
      };
      await Promise.all(Array.from({ length: 4 }, worker));
      round[side] = (CALLS * 1000) / (performance.now() - startedAt);
    }
    if (n >= 0) rounds.push(round);
  }
  return {
    'bulk 500, half existing, bare, requests/s': rounded(median(rounds.map((round) => round.bare))),
    'bulk 500, half existing, Parley, requests/s': rounded(median(rounds.map((round) => round.parley))),
    'bulk 500, half existing, ratio': share(rounds, (round) => round.parley / round.bare),
  };
}

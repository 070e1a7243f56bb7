// Loads a process for ten minutes with 70 % of the requests that it can take, to show that memory and latency do not
// grow and no request fails.
import autocannon from 'autocannon';
import { createKey } from './support/api.mjs';
import { rounded } from './support/figures.mjs';
import { withServices } from './support/fixture.mjs';
import { residentMb } from './support/memory.mjs';
import { EVERYTHING_ON, startParley } from './support/processes.mjs';
import { freePort, query } from './support/services.mjs';
import { fillTopics } from './support/topics.mjs';

const MINUTES = Number(process.env.BENCH_MINUTES ?? 10);
const MINUTE_SECONDS = 60;
const WARM_UP_SECONDS = 20;
const LOAD = 0.7;
const CONNECTIONS = 10;
const TOPICS = 10_000;

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
    const { projectId, key } = await createKey(databaseUrl);
    const [{ id: userId }] = await query(databaseUrl, 'SELECT id FROM "user"');
    await fillTopics(databaseUrl, { projectId, userId, count: TOPICS });
    await query(databaseUrl, 'VACUUM ANALYZE');
    const requests = await mix(databaseUrl, projectId);
    /** @param {object} options */
    const run = (options) =>
      autocannon({
        url: parley.url,
        connections: CONNECTIONS,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        requests,
        ...options,
      });
    await run({ duration: WARM_UP_SECONDS });
    const most = await run({ duration: WARM_UP_SECONDS });
    const rate = Math.round(LOAD * most.requests.average);
    const minutes = [];
    for (let n = 0; n < MINUTES; n++) {
      const {
        latency,
        requests: done,
        non2xx,
        errors,
      } = await run({ duration: MINUTE_SECONDS, overallRate: rate });
      const memory = residentMb(/** @type {number} */ (parley.child.pid));
      minutes.push({
        p50: latency.p50,
        p99: latency.p99,
        done: done.average,
        failed: non2xx + errors,
        memory,
      });
      process.stdout.write(
        `  minute ${n + 1}: ${rounded(done.average)} requests/s, p50 ${latency.p50} ms, p99 ${latency.p99} ms, ${non2xx + errors} failed, ${Math.round(memory)} MB\n`,
      );
    }
    const half = minutes.length >> 1;
    /** @param {(minute: typeof minutes[number]) => number} of @param {typeof minutes} some */
    const mean = (some, of) => some.reduce((sum, minute) => sum + of(minute), 0) / some.length;
    const halves = [minutes.slice(0, half || 1), minutes.slice(half)];
    const [before, after] = halves.map((some) => ({
      p99: mean(some, ({ p99 }) => p99),
      memory: mean(some, ({ memory }) => memory),
    }));
    return {
      'most, requests/s': rounded(most.requests.average),
      'load, requests/s': rounded(mean(minutes, ({ done }) => done)),
      failed: minutes.reduce((sum, { failed }) => sum + failed, 0),
      'p99, first half, ms': rounded(before?.p99 ?? 0),
      'p99, second half, ms': rounded(after?.p99 ?? 0),
      'memory, first half, MB': Math.round(before?.memory ?? 0),
      'memory, second half, MB': Math.round(after?.memory ?? 0),
    };
  });
}

/** The requests of a busy project: mostly reads of topics and lists, and some writes. */
async function mix(databaseUrl, projectId) {
  const topics = await query(
    databaseUrl,
    'SELECT id FROM user_interview_topic WHERE project_id = $1 ORDER BY created_at LIMIT 40',
    [projectId],
  );
  const path = `/api/projects/${projectId}/user_interview_topics`;
  return topics.flatMap(({ id }) => [
    { method: 'GET', path: `${path}/${id}/` },
    { method: 'GET', path: `${path}/?limit=20` },
    { method: 'GET', path: `${path}/${id}/interviewees/` },
    {
      method: 'PATCH',
      path: `${path}/${id}/`,
      body: JSON.stringify({ agent_context: 'Looked at again.' }),
    },
    { method: 'GET', path: `${path}/?search=part%2042` },
    {
      method: 'POST',
      path: `${path}/${id}/add_interviewee/`,
      body: JSON.stringify({ identifier: 'grace@example.com' }),
    },
    { method: 'POST', path: `${path}/${id}/generate_links/` },
    {
      method: 'POST',
      path: `${path}/${id}/interviewees/bulk/`,
      body: JSON.stringify({ items: [{ interviewee_identifier: 'one', agent_context: 'Plans on paper.' }] }),
    },
  ]);
}

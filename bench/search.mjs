// Measures searches over HTTP in 10 000 responses of 5 000 words, also for words that are in every response.
import pg from 'pg';
import { createKey } from './support/api.mjs';
import { median, rounded, timed } from './support/figures.mjs';
import { withServices } from './support/fixture.mjs';
import { startParley } from './support/processes.mjs';
import { freePort, query } from './support/services.mjs';

const RESPONSES = Number(process.env.BENCH_RESPONSES ?? 10_000);
const WORDS = 5000;
const WORDS_PER_TURN = 50;
const VOCABULARY = 20_000;
const BATCH = 50;
const ROUNDS = 15;

/** Words that are in every response many times. */
const COMMON = [
  'planning',
  'weeks',
  'meetings',
  'calendar',
  'paper',
  'team',
  'often',
  'people',
  'work',
  'tools',
];

/** The searched texts by kind. */
const QUERIES = {
  'one common word': ['planning', 'week', 'teams'],
  'several common words': ['planning week', 'calendar meeting paper team', COMMON.join(' ')],
  'a phrase of common words': ['"planning weeks"', '"paper team"'],
  'a rare word': [wordOf(VOCABULARY - 5), wordOf(VOCABULARY - 17)],
  'rare words and a common one': [`planning ${wordOf(15_000)}`, `${wordOf(3000)} ${wordOf(4000)} team`],
  'an exclusion': [`planning -${wordOf(500)}`, 'meetings -"paper team"'],
  alternatives: [`${wordOf(900)} OR calendar`, 'planning OR meetings OR tools'],
  'twenty words': [[...COMMON, ...COMMON.map((word) => `${word}s`)].join(' ')],
  nothing: ['unheardof', 'planning unheardof'],
};

/** @returns {Promise<import('./run.mjs').Figures>} */
export async function run() {
  return withServices(async ({ services, stopLater }) => {
    const access = await createKey(services.databaseUrl);
    const filling = await timed(() => fill(services.databaseUrl, access.projectId));
    const parley = stopLater(
      await startParley({
        ROLE: 'web',
        PORT: String(await freePort()),
        DATABASE_URL: services.databaseUrl,
        REDIS_URL: services.redisUrl ?? '',
      }),
    );
    /** @param {string} text @param {number} limit */
    const search = async (text, limit) => {
      const answer = await fetch(`${parley.url}/api/projects/${access.projectId}/user_interviews/search`, {
        method: 'POST',
        headers: { authorization: `Bearer ${access.key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: text, limit }),
      });
      if (!answer.ok) throw new Error(`A search answered ${answer.status}: ${await answer.text()}`);
      await answer.text();
    };
    // Warms up.
    for (const text of Object.values(QUERIES).flat()) await search(text, 10);
    /** @type {import('./run.mjs').Figures} */
    const figures = {};
    for (const limit of [10, 50]) {
      const all = [];
      for (const [kind, texts] of Object.entries(QUERIES)) {
        const times = [];
        for (let n = 0; n < ROUNDS; n++) {
          for (const text of texts) times.push((await timed(() => search(text, limit))).ms);
        }
        figures[`${kind}, ${limit} finds, 95th percentile, ms`] = rounded(percentile(times, 95));
        all.push(...times);
      }
      figures[`all, ${limit} finds, median, ms`] = rounded(median(all));
      figures[`all, ${limit} finds, 95th percentile, ms`] = rounded(percentile(all, 95));
      figures[`all, ${limit} finds, slowest, ms`] = rounded(Math.max(...all));
    }
    figures[`storing ${RESPONSES} responses of ${WORDS} words, s`] = rounded(filling.ms / 1000);
    return figures;
  });
}

/** @param {number[]} times @param {number} percent */
function percentile(times, percent) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0;
}

/** Stores the responses over two connections. @param {string} url @param {string} projectId */
async function fill(url, projectId) {
  const [{ id: topic, creator }] = await query(
    url,
    `INSERT INTO user_interview_topic (project_id, created_by_id, topic, interviewee_distinct_ids)
     SELECT $1, user_id, 'Planning', '{u}' FROM project_membership WHERE project_id = $1
     RETURNING id, created_by_id AS creator`,
    [projectId],
  );
  let next = 0;
  const work = async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    while (next < RESPONSES) {
      const numbers = Array.from({ length: Math.min(BATCH, RESPONSES - next) }, () => next++);
      await client.query(
        `INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, status,
           questions, started_at, completed_at, has_answers, transcript, summary, search_config)
         SELECT $1, $2, $3, 'personal', 'person' || n, 'completed', '{How?}', now(), now(), true, transcript, summary,
                (ARRAY['english', 'german', 'spanish'])[1 + n % 3]
         FROM unnest($4::integer[], $5::text[], $6::text[]) AS response (n, transcript, summary)`,
        [projectId, topic, creator, numbers, numbers.map(() => transcript()), numbers.map(() => turn())],
      );
    }
    await client.end();
  };
  await Promise.all([work(), work()]);
  await query(url, 'VACUUM ANALYZE user_interview');
}

function transcript() {
  const turns = Array.from(
    { length: WORDS / WORDS_PER_TURN },
    (_, n) => `${n % 2 === 0 ? 'Interviewer' : 'Interviewee'}: ${turn()}`,
  );
  return turns.join('\n\n');
}

/** A turn of the conversation: some words are frequent and most are rare, and every fifth one is a common one. */
function turn() {
  const words = Array.from({ length: WORDS_PER_TURN }, (_, n) =>
    n % 5 === 0
      ? (COMMON[Math.floor(Math.random() * COMMON.length)] ?? '')
      : wordOf(Math.floor(VOCABULARY * Math.random() ** 3)),
  );
  return `${words.join(' ')}.`;
}

/** A different word for each number. @param {number} number */
function wordOf(number) {
  const syllables = [
    'ba',
    'do',
    'fi',
    'gu',
    'ke',
    'la',
    'mo',
    'ne',
    'ri',
    'su',
    'ta',
    'vo',
    'wi',
    'zu',
    'pe',
    'cha',
  ];
  let word = '';
  for (let rest = number + 16; rest > 0; rest = Math.floor(rest / 16)) word += syllables[rest % 16];
  return word;
}

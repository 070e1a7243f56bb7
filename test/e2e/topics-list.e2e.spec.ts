import type { Page } from '../../src/pagination/page.dto';
import type { TopicDto } from '../../src/topics/topic.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import type { ApiClient } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { walkPages } from '../support/clients/walk-pages';

const TOPICS = '/user_interview_topics';
type TopicPage = Page<TopicDto>;

const parley = useTestApp();

describe('the list of topics', () => {
  const ada = useClient(parley);

  const list = async (query: string, client: ApiClient = ada) =>
    (await client.get<TopicPage>(TOPICS + query)).body;
  const idsOf = (page: TopicPage) => page.results.map(({ id }) => id);

  it('is empty at first', async () => {
    expect(await list('')).toEqual({ count: 0, next: null, previous: null, results: [] });
  });

  it('shows whole topics, newest first', async () => {
    const made = [];
    for (const topic of ['first', 'second', 'third']) {
      made.unshift(await ada.createTopic({ topic, questions: ['Why?'], interviewee_distinct_ids: ['u'] }));
    }
    expect(await list('')).toEqual({ count: 3, next: null, previous: null, results: made });
  });

  describe('of 25 topics made in the same instant', () => {
    let bob: ApiClient;
    let all: string[];

    beforeAll(async () => {
      bob = await parley.client({ email: 'bob@parley.test', project: 'Ties' });
      await insertTopics(bob, 25);
      all = idsOf(await list('', bob));
    });

    it('has each topic once', () => {
      expect(new Set(all).size).toBe(25);
      expect(all).toHaveLength(25);
    });

    it.each([1, 4, 5, 12, 24])('is whole when `next` is followed in steps of %d', async (limit) => {
      const pages = await walkPages<TopicDto>(bob, `${bob.baseUrl}${bob.project}${TOPICS}?limit=${limit}`);
      expect(pages.flatMap(idsOf)).toEqual(all);
      expect(pages.map(({ count }) => count)).toEqual(pages.map(() => 25));
      expect(pages.slice(0, -1).map(({ results }) => results.length)).toEqual(
        Array.from({ length: pages.length - 1 }, () => limit),
      );
      expect([pages[0]?.previous, pages.at(-1)?.next]).toEqual([null, null]);
    });

    it.each([5, 7])('is whole when `previous` is followed in steps of %d', async (limit) => {
      const last = Math.floor(24 / limit) * limit;
      const start = `${bob.baseUrl}${bob.project}${TOPICS}/?offset=${last}&limit=${limit}`;
      const pages = await walkPages<TopicDto>(bob, start, 'previous');
      expect(pages.reverse().flatMap(idsOf)).toEqual(all);
    });

    it('has no next page at exactly the last row, nor beyond the end', async () => {
      expect(await list('?limit=25', bob)).toMatchObject({ next: null, previous: null });
      expect(await list('?limit=5&offset=20', bob)).toMatchObject({ next: null });
      expect(await list('?limit=5&offset=25', bob)).toMatchObject({ count: 25, next: null, results: [] });
      expect((await list('?limit=24', bob)).next).not.toBeNull();
    });
  });

  describe('of 1005 topics', () => {
    let eve: ApiClient;
    let newest: string[];

    beforeAll(async () => {
      eve = await parley.client({ email: 'eve@parley.test', project: 'Many' });
      await insertTopics(eve, 1005);
      newest = idsOf(await list('?limit=1000', eve));
    });

    it('gives up to 1000 a page', () => {
      expect(new Set(newest).size).toBe(1000);
    });

    it.each(['1001', '5000', '99999999999999999999'])('gives 1000 a page with limit=%s', async (limit) => {
      expect(idsOf(await list(`?limit=${limit}`, eve))).toEqual(newest);
    });

    const UNUSABLE = ['', '0', '00', '-1', 'abc', '1.5', '1e2', '5&limit=6', '%00'];
    it.each(UNUSABLE)('gives 100 a page with limit=%s', async (limit) => {
      expect(idsOf(await list(`?limit=${limit}`, eve))).toEqual(newest.slice(0, 100));
    });

    it.each(['', '-1', 'abc', '1.5', '99999999999999999999', '3&offset=4', 'null', '%00'])(
      'starts at the first with offset=%s',
      async (offset) => {
        expect(idsOf(await list(`?limit=3&offset=${offset}`, eve))).toEqual(newest.slice(0, 3));
      },
    );

    it('leads on from a limit that counts as 1000', async () => {
      const pages = await walkPages<TopicDto>(eve, `${eve.baseUrl}${eve.project}${TOPICS}?limit=1001`);
      expect(new Set(pages.flatMap(idsOf)).size).toBe(1005);
      expect(pages).toHaveLength(2);
    });
  });

  it.each(['/api/projects/', '/api/environments/'])(
    'has absolute links below %s that keep the other parameters',
    async (prefix) => {
      const cy = await parley.client({ email: 'cy@parley.test', project: `Links ${prefix}` });
      const titles = ['100% & more', '50% & more', '1% & more', 'less'];
      for (const topic of titles) await cy.createTopic({ topic });
      const start = `${parley.baseUrl}${prefix}${cy.projectId}${TOPICS}/?search=%25%20%26&limit=1&color=red`;
      const pages = await walkPages<TopicDto>(cy, start);
      expect(pages.flatMap(({ results }) => results.map(({ topic }) => topic))).toEqual(
        titles.slice(0, 3).reverse(),
      );
      for (const link of pages.flatMap(({ next, previous }) => [next, previous])) {
        if (link === null) continue;
        const { origin, pathname, searchParams } = new URL(link);
        expect(origin + pathname).toBe(`${parley.baseUrl}${prefix}${cy.projectId}${TOPICS}/`);
        expect([searchParams.get('search'), searchParams.get('color')]).toEqual(['% &', 'red']);
      }
    },
  );

  /** Topics of one instant, straight into the table. */
  async function insertTopics(client: ApiClient, count: number): Promise<void> {
    await parley.database.query(
      `INSERT INTO user_interview_topic (project_id, created_by_id, topic, interviewee_distinct_ids, created_at)
       SELECT $1, m.user_id, 'Topic ' || n, '{u}', '2026-01-01'
       FROM project_membership m, generate_series(1, $2::integer) AS n WHERE m.project_id = $1`,
      [client.projectId, count],
    );
  }
});

const TITLES = [
  'How teams plan their week',
  'Planning a team off-site',
  'Discount of 50% on plans',
  'Discount of 50 euros',
  'Naming snake_case variables',
  'Naming snakeXcase variables',
  'Paths like C:\\temp',
  'Paths like C:/temp',
  'Das Frühstück in der ÜBERSICHT',
  'Null results',
];

describe('search', () => {
  const ada = useClient(parley);

  beforeAll(async () => {
    for (const topic of TITLES) {
      await ada.createTopic({
        topic,
        agent_context: 'hidden',
        questions: ['hidden'],
        invite_subject: 'hidden',
      });
    }
  });

  /** Positions in {@link TITLES} of what is found, and the count. */
  async function find(query: string): Promise<number[]> {
    const { body } = await ada.get<Page<TopicDto>>(`/user_interview_topics/?${query}`);
    const found = body.results.map(({ topic }) => TITLES.indexOf(topic)).sort((a, b) => a - b);
    expect(body.count).toBe(found.length);
    return found;
  }
  const search = (text: string) => find(`search=${encodeURIComponent(text)}`);
  const everything = TITLES.map((_title, position) => position);

  it.each<[string, string, number[]]>([
    ['is a substring', 'lan', [0, 1, 2]],
    ['takes any case', 'TEAM', [0, 1]],
    ['takes any case of letters beyond ASCII', 'frühstück übersicht', [8]],
    ['takes any case of letters beyond ASCII', 'FRÜHSTÜCK', [8]],
    ['wants every word', 'plan team', [0, 1]],
    ['wants every word, in any order, parted by any white space', '  WEEK\t\n how ', [0]],
    ['wants every word', 'plan week nowhere', []],
    ['takes % as it is', '50%', [2]],
    ['takes % as it is', '%', [2]],
    ['takes _ as it is', 'snake_case', [4]],
    ['takes _ as it is', '_', [4]],
    ['takes \\ as it is', 'C:\\temp', [6]],
    ['takes \\ as it is', '\\', [6]],
    ['takes quotes as they are', `'; DROP TABLE "user"; --`, []],
    ['looks at the topic alone', 'hidden', []],
    ['looks at the topic alone', 'grace@example.com', []],
    ['looks for null among other words', 'null results', [9]],
  ])('%s: %j', async (_rule, text, found) => {
    expect(await search(text)).toEqual(found);
  });

  it.each(['', 'search', 'search=', 'search=null', 'search=null&limit=null', 'search=%20%20'])(
    'finds everything with ?%s',
    async (query) => {
      expect(await find(query)).toEqual(everything);
    },
  );

  it('refuses NUL', async () => {
    const answer = await ada.get('/user_interview_topics/?search=a%00b');
    expectError(answer, 400, { attr: 'search' });
  });

  it('does not stumble over what is no text', async () => {
    for (const query of ['search=%ED%A0%80', 'search=%FF', 'search=%zz', 'search=%F0%9F%98%80']) {
      expect(await find(query)).toEqual([]);
    }
  });

  it('counts all that was found, not the page', async () => {
    const { body } = await ada.get<Page<TopicDto>>('/user_interview_topics/?search=naming&limit=1');
    expect(body).toMatchObject({ count: 2, results: [{ topic: TITLES[5] }] });
  });
});

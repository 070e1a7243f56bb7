import type { Page } from '../../src/pagination/page.dto';
import type { TopicDto } from '../../src/topics/topic.dto';
import type { ApiClient } from '../support/clients/api-client';
import { useClient, useTestApp } from '../support/app/test-app';
import { walkPages } from '../support/clients/walk-pages';

const TOPICS = '/user_interview_topics';

type TopicPage = Page<TopicDto>;

describe('the list of topics', () => {
  const parley = useTestApp();
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

    const UNUSABLE = ['', '0', '-1', '1001', 'abc', '1.5', '1e2', '99999999999999999999', '5&limit=6', '%00'];
    it.each(UNUSABLE)('gives 100 a page with limit=%s', async (limit) => {
      expect(idsOf(await list(`?limit=${limit}`, eve))).toEqual(newest.slice(0, 100));
    });

    it.each(['', '-1', 'abc', '1.5', '99999999999999999999', '3&offset=4', 'null', '%00'])(
      'starts at the first with offset=%s',
      async (offset) => {
        expect(idsOf(await list(`?limit=3&offset=${offset}`, eve))).toEqual(newest.slice(0, 3));
      },
    );

    it('leads on from a limit that fell back', async () => {
      const pages = await walkPages<TopicDto>(eve, `${eve.baseUrl}${eve.project}${TOPICS}?limit=1001`);
      expect(new Set(pages.flatMap(idsOf)).size).toBe(1005);
      expect(pages).toHaveLength(11);
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

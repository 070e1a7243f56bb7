import {
  byId,
  call,
  newSubject,
  type Operation,
  OPERATIONS,
  pathOf,
  type Subject,
} from '../support/builders/operations';
import { useClient, useTestApp } from '../support/app/test-app';
import { linksOf } from '../support/builders/invites';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Operations that answer with a file. */
const FILE_TYPES: Readonly<Record<string, string>> = {
  user_interview_topics_links_csv_create: 'text/csv',
  user_interview_topics_responses_csv_retrieve: 'text/csv',
  user_interview_topics_responses_jsonl_retrieve: 'application/x-ndjson',
  user_interview_topics_responses_markdown_retrieve: 'application/zip',
};

/** A row that has an id and a time. */
interface Row {
  id: string;
  created_at: string;
}

describe('conventions', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  describe('paths', () => {
    it.each(byId(OPERATIONS))(
      '%s answers below both prefixes, with and without slash',
      async (_id, operation) => {
        for (const prefix of [ada.project, `/api/environments/${ada.projectId}`]) {
          for (const slash of ['', '/']) {
            const subject = await newSubject(ada);
            const path = `${prefix}${pathOf(operation, subject)}${slash}`;
            const { status } = await ada.request(operation.method, path, operation.body);
            expect({ path, status }).toEqual({ path, status: operation.status });
          }
        }
      },
    );

    it.each(byId(OPERATIONS))(
      '%s answers with the media type of its row in the table',
      async (id, operation) => {
        const { headers, text } = await call(ada, operation, await newSubject(ada));
        const type = headers.get('content-type');
        if (operation.status === 204) expect([type, text]).toEqual([null, '']);
        else expect(type?.split(';')[0]).toBe(FILE_TYPES[id] ?? 'application/json');
      },
    );
  });

  describe('bodies that are not needed', () => {
    const bodiless: Operation[] = OPERATIONS.filter(
      ({ method, body }) => method === 'POST' && body === undefined,
    );

    it.each(byId(bodiless))('%s may have an empty body of any kind', async (_id, operation) => {
      const subject: Subject = await newSubject(ada);
      for (const [body, type] of [
        ['', 'application/json'],
        ['', 'application/json; charset=utf-8'],
        ['  \n', 'application/json'],
        ['{}', 'application/json'],
        ['', 'application/x-www-form-urlencoded'],
      ] as const) {
        const path = ada.project + pathOf(operation, subject);
        const { status } = await ada.request('POST', path, body, { 'content-type': type });
        expect({ body, type, status }).toEqual({ body, type, status: 200 });
      }
    });

    it('a GET or DELETE may carry a content type without a body', async () => {
      const { topic } = await newSubject(ada);
      const path = `${ada.project}/user_interview_topics/${topic}/`;
      const type = { 'content-type': 'application/json' };
      expect((await ada.request('GET', path, undefined, type)).status).toBe(200);
      expect((await ada.request('DELETE', path, undefined, type)).status).toBe(204);
    });
  });

  describe('ids and times', () => {
    async function topics(count: number): Promise<Row[]> {
      const made: Row[] = [];
      for (let n = 0; n < count; n++) made.push((await ada.createTopic()) as unknown as Row);
      return made;
    }

    it('ids are UUIDs of version 7, in the order of making', async () => {
      const ids = (await topics(30)).map(({ id }) => id);
      expect(ids.filter((id) => !UUID_V7.test(id))).toEqual([]);
      expect([...ids].sort()).toEqual(ids);
    });

    it('ids hold the time of making', async () => {
      const before = Date.now();
      const rows = await topics(3);
      for (const { id, created_at } of rows) {
        const milliseconds = parseInt(id.replace('-', '').slice(0, 12), 16);
        expect(Math.abs(milliseconds - Date.parse(created_at))).toBeLessThan(1000);
        expect(milliseconds).toBeGreaterThan(before - 1000);
      }
    });

    it('users and contexts have such ids too', async () => {
      const { topic } = await newSubject(ada);
      const path = `/user_interview_topics/${topic}/interviewees/`;
      const items = Array.from({ length: 50 }, (_, n) => ({
        interviewee_identifier: `u${n}`,
        agent_context: 'x',
      }));
      await ada.post(`${path}bulk/`, { items });
      const { body } = await ada.get<{ results: (Row & { created_by: { uuid: string } })[] }>(path);
      expect(body.results).toHaveLength(51);
      expect(body.results.filter(({ id }) => !UUID_V7.test(id))).toEqual([]);
      expect(new Set(body.results.map(({ id }) => id)).size).toBe(51);
      expect(body.results[0]?.created_by.uuid).toMatch(UUID_V7);
    });

    it('times are ISO 8601 in UTC with Z, wherever they stand', async () => {
      const { topic, interviewee } = await newSubject(ada);
      const path = `/user_interview_topics/${topic}`;
      const answers = [
        await ada.get('/user_interview_topics/?limit=3'),
        await ada.get(path),
        await ada.patch(path, { topic: 'x' }),
        await ada.post(`${path}/add_interviewee/`, { identifier: 'u' }),
        await ada.get(`${path}/interviewees/`),
        await ada.get(`${path}/interviewees/${interviewee}`),
      ];
      for (const { text } of answers) {
        const times = [...text.matchAll(/"\w+_at":"([^"]*)"/g)].map(([, time]) => time ?? '');
        expect(times.length).toBeGreaterThan(0);
        for (const time of times) {
          expect(time).toMatch(UTC);
          expect(Math.abs(Date.now() - Date.parse(time))).toBeLessThan(600_000);
        }
      }
    });
  });

  describe('pages of links and invites', () => {
    it.each(['generate_links', 'send_invites'])(
      '%s gives every row without limit, and pages with one',
      async (action) => {
        const emails = Array.from({ length: 120 }, (_, n) => `p${n}@example.com`);
        const { id } = await ada.createTopic({ interviewee_emails: emails });
        const path = `/user_interview_topics/${id}/${action}/`;
        const whole = await ada.post<{ results: { interviewee_identifier: string }[] }>(path);
        expect(whole.body).toMatchObject({ count: 120, next: null, previous: null });
        expect(whole.body.results.map((row) => row.interviewee_identifier)).toEqual(emails);
        const part = await ada.post<typeof whole.body>(`${path}?limit=50&offset=50`);
        expect(part.body).toMatchObject({
          count: 120,
          next: `${ada.baseUrl}${ada.project}${path}?limit=50&offset=100`,
          previous: `${ada.baseUrl}${ada.project}${path}?limit=50`,
        });
        expect(part.body.results.map((row) => row.interviewee_identifier)).toEqual(emails.slice(50, 100));
        expect(await linksOf(ada, id)).toHaveLength(120);
      },
    );
  });
});

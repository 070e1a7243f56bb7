import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromBufferPromise } from 'yauzl';
import { DatabasePool } from '../../src/database/database-pool';
import type { ResponseDto } from '../../src/responses/response.dto';
import { ResponsesReadModel } from '../../src/responses/responses.read-model';
import { useClient, useTestApp } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';
import { expectError } from '../support/clients/expect-error';
import { insertResponse, SKIPPED_TEXT, type StoredResponse } from '../support/builders/responses';

const FORMATS = ['csv', 'jsonl', 'markdown'] as const;
const HEAD =
  'interviewee_identifier,person,status,language,created_at,started_at,completed_at,summary,classifications';

describe('the export of responses', () => {
  // With the role web nothing but the exports uses a connection.
  const parley = useTestApp({ role: 'web' });
  const ada = useClient(parley);
  let topic: string;

  beforeAll(async () => {
    // These tests do not search, and large texts are stored faster without the trigger.
    await parley.database.query('ALTER TABLE user_interview DISABLE TRIGGER user_interview_search');
  });
  beforeEach(async () => {
    topic = (await ada.createTopic({ topic: 'Wöchentliche Planung?' })).id;
  });
  afterEach(() => jest.restoreAllMocks());

  const store = (identifier: string, response: StoredResponse = {}) =>
    insertResponse(parley.database, topic, { identifier, ...response });
  const path = (format: string) => `/user_interview_topics/${topic}/responses/${format}/`;
  const lines = async () => (await ada.get(path('csv'))).text.trimEnd().split('\r\n');
  const objects = async (query = '') =>
    (await (await download('jsonl', undefined, query)).text())
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as ResponseDto);
  const download = (format: string, signal?: AbortSignal, query = '') =>
    fetch(parley.baseUrl + ada.project + path(format) + query, {
      headers: { authorization: `Bearer ${ada.key}` },
      signal,
    });

  /** File names and texts of the archive, in its order. */
  async function files(): Promise<[string, string][]> {
    const archive = await fromBufferPromise(Buffer.from(await (await download('markdown')).arrayBuffer()), {
      lazyEntries: true,
    });
    const found: [string, string][] = [];
    for await (const entry of archive.eachEntry()) {
      found.push([entry.fileName, await text(await archive.openReadStreamPromise(entry))]);
    }
    return found;
  }

  /** Many responses of one instant. Their text hardly gets smaller in a zip. */
  async function storeMany(count: number, textLength = 32): Promise<void> {
    await parley.database.query(
      `INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, status,
         started_at, created_at, questions, transcript, summary)
       SELECT t.project_id, t.id, t.created_by_id, 'personal', 'p' || n, 'completed', now(), '2026-01-01', '{How?}',
              said.text, said.text
       FROM user_interview_topic t, generate_series(1, $2::integer) AS n,
            (SELECT 'Interviewee: ' || string_agg(md5(k::text), ' ') AS text FROM generate_series(1, $3::integer / 32) AS k) AS said
       WHERE t.id = $1`,
      [topic, count, textLength],
    );
  }

  it.each([
    ['csv', 'text/csv; charset=utf-8', 'csv'],
    ['jsonl', 'application/x-ndjson', 'jsonl'],
    ['markdown', 'application/zip', 'zip'],
  ])('is a download named after the topic, also when empty: %s', async (format, type, extension) => {
    const answer = await download(format);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="woechentliche-planung-responses.${extension}"`,
    );
    if (format === 'csv') expect(await answer.text()).toBe(`${HEAD}\r\n`);
    if (format === 'jsonl') expect(await answer.text()).toBe('');
    if (format === 'markdown') expect(await files()).toEqual([]);
  });

  it('leaves out tests, and whoever declined or only opened', async () => {
    await store('done', { answers: ['Paper.', null] });
    await store('me', { kind: 'test', answers: ['Confidential.'] });
    await store('no', { status: 'declined', answers: ['Confidential.'] });
    await store('look', { status: 'opened', answers: [] });
    expect((await objects()).map((row) => row.interviewee_identifier)).toEqual(['done']);
    expect(await lines()).toHaveLength(2);
    expect((await files()).map(([name]) => name)).toEqual(['0001-done.md']);
    const everything = [await lines(), await objects(), await files()]
      .map((part) => JSON.stringify(part))
      .join();
    expect(everything).not.toContain('Confidential');
    expect(everything).not.toContain(SKIPPED_TEXT);
  });

  it('as JSON Lines is what retrieve shows, newest first', async () => {
    const old = await store('old', { hoursAgo: 3, answers: ['One\nline\u2028break', null] });
    const left = await store('left', { hoursAgo: 99, status: 'started', answers: [] });
    const fresh = await store('shared:x', { kind: 'shared', name: 'Joan', classifications: ['off-topic'] });
    const retrieved = await Promise.all(
      [fresh, old, left].map(async (id) => (await ada.get<ResponseDto>(`/user_interviews/${id}`)).body),
    );
    expect(await objects()).toEqual(retrieved);
    expect(retrieved[2]?.classifications).toEqual(['abandoned']);
  });

  it('as CSV has a column per question, and no formulas', async () => {
    await store('=1+1', { hoursAgo: 1, answers: ['+2', null, '@SUM(A1)'], summary: '-3,\n"x"' });
    await store('a@example.com', { hoursAgo: 2, answers: ['\tx'], classifications: ['off-topic'] });
    const { text: csv } = await ada.get(path('csv'));
    expect(csv.split('\r\n')[0]).toBe(`${HEAD},question_1,answer_1,question_2,answer_2,question_3,answer_3`);
    const [first, second] = csv.slice(csv.indexOf('\r\n') + 2).split('\r\n');
    expect(first).toMatch(
      /^'=1\+1,'=1\+1,completed,en,.*Z,.*Z,.*Z,"'-3,\n""x""",,Question 1\?,'\+2,Question 2\?,,Question 3\?,'@SUM\(A1\)$/s,
    );
    expect(second).toMatch(/^a@example\.com,A,completed,en,.*,,off-topic,Question 1\?,'\tx,,,,$/);
  });

  it('has each answer beside the question as it was asked, also after the questions were changed', async () => {
    await store('new', { questions: ['=Which app?', 'Anything else?'], answers: ['Paper.', null] });
    await store('old', {
      hoursAgo: 2,
      questions: ['How do you\nplan?', 'Why "so"?', 'Anything else?'],
      answers: ['By heart.', 'Habit.'],
    });
    const columns = (await lines())[0]?.split(',').slice(9);
    expect(columns).toEqual([1, 2, 3].flatMap((n) => [`question_${n}`, `answer_${n}`]));
    const { text: csv } = await ada.get(path('csv'));
    expect(csv).toMatch(/^new,.*,,'=Which app\?,Paper\.,Anything else\?,,,\r$/m);
    expect(csv).toContain(',"How do you\nplan?",By heart.,"Why ""so""?",Habit.,,\r\n');
    expect(
      (await objects()).map(({ answers }) => answers.map(({ question, text: said }) => [question, said])),
    ).toEqual([
      [
        ['=Which app?', 'Paper.'],
        ['Anything else?', ''],
      ],
      [
        ['How do you\nplan?', 'By heart.'],
        ['Why "so"?', 'Habit.'],
      ],
    ]);
  });

  describe('of one status', () => {
    const people = async (status: string) =>
      (await objects(`?status=${status}`)).map((row) => row.interviewee_identifier);

    beforeEach(async () => {
      await store('done', { hoursAgo: 1, answers: ['Paper.'] });
      await store('busy', { hoursAgo: 2, status: 'started', answers: [] });
      await store('left', { hoursAgo: 99, status: 'started', answers: [], questions: ['a', 'b', 'c'] });
      await store('no', { hoursAgo: 4, status: 'declined', answers: ['Confidential.'] });
      await store('me', { kind: 'test', answers: ['Confidential.'] });
    });

    it.each<[string, string, number]>([
      ['completed', 'done', 1],
      ['started', 'busy', 0],
      ['abandoned', 'left', 3],
      ['declined', 'no', 1],
    ])(
      '%s has the row that the list has, and the columns that it needs',
      async (status, expected, questions) => {
        expect(await people(status)).toEqual([expected]);
        const listed = await ada.get<{ results: ResponseDto[] }>(
          `/user_interviews/?topic=${topic}&status=${status}`,
        );
        expect(listed.body.results.map((row) => row.interviewee_identifier)).toEqual([expected]);
        const [head, row, ...more] = (await ada.get(`${path('csv')}?status=${status}`)).text
          .trimEnd()
          .split('\r\n');
        expect([head?.match(/answer_/g)?.length ?? 0, row?.split(',')[0], more]).toEqual([
          questions,
          expected,
          [],
        ]);
        expect(row).not.toContain('Confidential');
      },
    );

    it.each(FORMATS)('that does not exist is refused: %s', async (format) => {
      for (const status of ['rude', 'COMPLETED', 'opened', 'completed,started']) {
        expectError(await ada.get(`${path(format)}?status=${status}`), 400, {
          code: 'invalid_input',
          attr: 'status',
        });
      }
    });
  });

  it('as Markdown has a file per person, under a safe name of its own', async () => {
    await store('../../etc/passwd', { hoursAgo: 1 });
    await store('Zoë Ångström <a@example.com>', {
      hoursAgo: 2,
      answers: ['# Not a heading\nsecond line', null],
      summary: 'Short.',
    });
    await store('Zoe Angstrom <b@example.com>', { hoursAgo: 3 });
    await store('会议', { hoursAgo: 4 });
    await store('shared:x', { hoursAgo: 5, kind: 'shared', name: 'C:\\con.txt' });
    await store('x'.repeat(400), { hoursAgo: 6 });
    await store('call', { hoursAgo: 7, answers: [], callId: 'c', transcript: 'Interviewee: By voice.' });
    const found = await files();
    const names = found.map(([name]) => name);
    expect(names).toHaveLength(7);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(7);
    for (const name of names) expect(name).toMatch(/^\d{4}(-[a-z0-9-]{1,100})?\.md$/);
    expect(names[1]).toBe('0002-zoe-angstroem.md');
    expect(found[1]?.[1]).toMatch(
      /^# Zoë Ångström\n\n- Topic: Wöchentliche Planung\?\n- Identifier: Zoë Ångström \\<a@example\.com\\>\n/,
    );
    expect(found[1]?.[1]).toContain(
      '## Summary\n\n> Short.\n\n## 1. Question 1?\n\n> \\# Not a heading\n> second line\n\n## 2. Question 2?\n\n_Skipped._\n',
    );
    expect(found[6]?.[1]).toContain('## Transcript\n\n> Interviewee: By voice.\n');
  });

  // Read 50 at a time.
  it.each([49, 50, 51, 120])('has each of %d responses of one instant once', async (count) => {
    await storeMany(count);
    const stored = await parley.database.query<{ id: string }>(
      `SELECT id FROM user_interview WHERE topic_id = $1 ORDER BY created_at DESC, id DESC`,
      [topic],
    );
    expect((await objects()).map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
    expect(await lines()).toHaveLength(count + 1);
    for (const format of FORMATS) {
      const answer = await download(format);
      expect([answer.headers.get('content-length'), (await answer.arrayBuffer()).byteLength > 0]).toEqual([
        null,
        true,
      ]);
    }
    expect(new Set((await files()).map(([name]) => name)).size).toBe(count);
  });

  it('goes on when the response that it stopped at is deleted', async () => {
    await storeMany(120);
    const repository = parley.app.get(ResponsesReadModel, { strict: false });
    const findAfter = repository.findAfter.bind(repository);
    jest.spyOn(repository, 'findAfter').mockImplementation(async (...values) => {
      const after = values[1];
      if (after) await parley.database.query(`DELETE FROM user_interview WHERE id = $1`, [after.id]);
      return findAfter(...values);
    });
    expect(await objects()).toHaveLength(120);
  });

  it.each(FORMATS)(
    'reads no further than the client does, and frees all when it leaves: %s',
    async (format) => {
      await storeMany(1200, 32_000);
      const repository = parley.app.get(ResponsesReadModel, { strict: false });
      const findAfter = jest.spyOn(repository, 'findAfter');
      const pool = parley.app.get(DatabasePool, { strict: false });
      const leaving = new AbortController();
      const answer = await download(format, leaving.signal);
      const reader = answer.body?.getReader();
      await reader?.read();
      // By now the buffers between database and client are full.
      let before = -1;
      let quiet = 0;
      await waitUntil('no more responses are read', async () => {
        quiet = findAfter.mock.calls.length === before ? quiet + 1 : 0;
        before = findAfter.mock.calls.length;
        await sleep(100);
        return quiet === 6;
      });
      expect(pool.usage().used).toBe(0);
      expect(before).toBeLessThan(24);
      leaving.abort();
      await reader?.closed.catch(() => undefined);
      expect((await ada.get('/user_interviews/?limit=1')).status).toBe(200);
      expect(findAfter.mock.calls.length).toBe(before);
      expect(pool.usage()).toMatchObject({ used: 0, waiting: 0 });
    },
  );

  it.each(FORMATS)('breaks off when the database does: %s', async (format) => {
    await storeMany(120, 32_000);
    const repository = parley.app.get(ResponsesReadModel, { strict: false });
    const findAfter = repository.findAfter.bind(repository);
    jest.spyOn(repository, 'findAfter').mockImplementation((...values) => {
      if (values[1]) throw new Error('gone');
      return findAfter(...values);
    });
    const answer = await download(format);
    await expect(answer.arrayBuffer()).rejects.toThrow();
  });

  it('answers 404 for another project', async () => {
    const eve = await parley.client({ email: 'eve@parley.test', project: 'Elsewhere' });
    for (const format of FORMATS) expect((await eve.get(path(format))).status).toBe(404);
  });
});

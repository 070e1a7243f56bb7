import type { Page } from '../../src/pagination/page.dto';
import type { IntervieweeDto } from '../../src/interviewees/interviewee.dto';
import type { ResponseDto } from '../../src/responses/response.dto';
import type { LinkDto } from '../../src/sharing/link.dto';
import type { TopicDto } from '../../src/topics/topic.dto';
import { insertResponse } from '../support/builders/responses';
import { useClient, useTestApp } from '../support/app/test-app';
import { type Answer, topicPath } from '../support/clients/api-client';
import { McpConnection } from '../support/clients/mcp-client';
import { expectError } from '../support/clients/expect-error';

const MEBIBYTE = 1024 * 1024;
const MAX_ANSWER_BYTES = 64 * MEBIBYTE;

/** So many distinct ids of 36 characters, of which each takes 40 bytes, fit into the 24 MB of a list. */
const MANY = 629_100;
const HALF = 270_000;

jest.setTimeout(120_000);

describe('answers over rows at their limits', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  /** Reads without the comparison with openapi.json, which would take longer than the request. */
  async function read<T>(url: string, init: RequestInit = {}) {
    const headers = { authorization: `Bearer ${ada.key}`, ...init.headers };
    const response = await fetch(new URL(url, ada.baseUrl), { ...init, headers });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: JSON.parse(text) as T,
      bytes: text.length,
    };
  }

  /** All rows of a list, page after page, and how many each page had. */
  async function walk<T>(url: string): Promise<{ rows: T[]; sizes: number[] }> {
    const rows: T[] = [];
    const sizes: number[] = [];
    for (let next: string | null = url; next !== null;) {
      const page: { status: number; body: Page<T>; bytes: number } = await read(next);
      expect(page.status).toBe(200);
      expect(page.bytes).toBeLessThan(MAX_ANSWER_BYTES);
      rows.push(...page.body.results);
      sizes.push(page.body.results.length);
      next = page.body.next;
    }
    return { rows, sizes };
  }

  const fillTopic = (id: string, count: number) =>
    parley.database.query(
      `UPDATE user_interview_topic SET interviewee_distinct_ids =
         ARRAY(SELECT 'a-person-whose-id-is-long-' || lpad(n::text, 10, '0') FROM generate_series(1, $2::integer) n)
       WHERE id = $1`,
      [id, count],
    );

  it('a page of topics is cut short, and its links show each topic once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 4; n++) {
      const { id } = await ada.createTopic({ topic: `Crowd ${n}`, interviewee_emails: [] });
      await fillTopic(id, HALF);
      ids.unshift(id);
    }
    const { rows, sizes } = await walk<TopicDto>(
      `${ada.project}/user_interview_topics/?search=crowd&limit=100`,
    );
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(sizes).toEqual([3, 1]);
    expect(rows.every((topic) => topic.interviewee_distinct_ids.length === HALF)).toBe(true);
    const second = await read<Page<TopicDto>>(
      `${ada.project}/user_interview_topics/?search=crowd&limit=2&offset=2`,
    );
    expect(second.body.previous).toBe(
      `${ada.baseUrl}${ada.project}/user_interview_topics/?search=crowd&limit=2`,
    );
  });

  it('a topic with as many people as one holds is shown, changed and takes no more', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: [] });
    await fillTopic(id, MANY);
    const url = ada.project + topicPath(id);
    const before = await read<TopicDto>(url);
    expect(before.body.interviewee_distinct_ids).toHaveLength(MANY);
    const changed = await read<TopicDto>(url, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agent_context: 'Known.' }),
    });
    expect(changed.body).toEqual({ ...before.body, agent_context: 'Known.' });

    let refused: Answer<TopicDto> | null = null;
    for (let n = 0; refused === null && n < 10; n++) {
      const answer = await ada.post<TopicDto>(topicPath(id, 'add_interviewee/'), {
        identifier: `${n}${'😀'.repeat(390)}`,
      });
      if (answer.status !== 200) refused = answer;
    }
    expectError(refused as unknown as Answer<TopicDto>, 400, { code: 'max_length', attr: 'identifier' });
  });

  it('a page of contexts is cut short, and its links show each row once', async () => {
    const { id } = await ada.createTopic({});
    await parley.database.query(
      `INSERT INTO interviewee_context (topic_id, created_by_id, interviewee_identifier, agent_context)
       SELECT t.id, t.created_by_id, 'person-' || n, repeat('😀', 10000)
       FROM user_interview_topic t, generate_series(1, 1000) n WHERE t.id = $1`,
      [id],
    );
    const { rows, sizes } = await walk<IntervieweeDto>(
      `${ada.project}${topicPath(id, 'interviewees/')}?limit=1000`,
    );
    expect(new Set(rows.map((row) => row.interviewee_identifier)).size).toBe(1000);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1000);
    expect(rows.every((row) => row.agent_context === '😀'.repeat(10_000))).toBe(true);
  });

  it('a page of responses is cut short, and exports hold each response once', async () => {
    const { id } = await ada.createTopic({});
    const answers = Array.from({ length: 10 }, () => '😀'.repeat(20_000));
    for (let n = 0; n < 30; n++) {
      await insertResponse(parley.database, id, { identifier: `p${n}@example.com`, answers });
    }
    const { rows, sizes } = await walk<ResponseDto>(`${ada.project}/user_interviews/?topic=${id}&limit=1000`);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(30);
    expect(new Set(rows.map((row) => row.interviewee_identifier)).size).toBe(30);
    const [one] = rows;
    expect(one?.answers.map(({ text }) => text)).toEqual(answers);
    expect((await read<ResponseDto>(`${ada.project}/user_interviews/${one?.id}/`)).body).toEqual(one);

    const path = `${ada.project}${topicPath(id, 'responses/jsonl/')}`;
    const file = await fetch(ada.baseUrl + path, { headers: { authorization: `Bearer ${ada.key}` } });
    const lines = (await file.text()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as ResponseDto)).toEqual(rows);
  });

  it('links with long contexts are streamed whole, and too long to be kept for their key', async () => {
    const people = Array.from({ length: 400 }, (_, n) => `p${n}@example.com`);
    const context = 'x'.repeat(100_000);
    const { id } = await ada.createTopic({ interviewee_emails: people, agent_context: context });
    const items = people.slice(0, 300).map((identifier, n) => ({
      interviewee_identifier: identifier,
      agent_context: `${n}: `.padEnd(n % 2 ? 10_000 : 100, 'y'),
    }));
    expect((await ada.post(topicPath(id, 'interviewees/bulk/'), { items })).status).toBe(200);
    const generate = () =>
      read<Page<LinkDto>>(`${ada.project}${topicPath(id, 'generate_links/')}`, {
        method: 'POST',
        headers: { 'idempotency-key': 'links' },
      });
    const first = await generate();
    expect(first.bytes).toBeGreaterThan(32 * MEBIBYTE);
    expect(first.body.results.map((link) => link.interviewee_identifier)).toEqual(people);
    const contexts = first.body.results.map((link) => link.agent_context);
    expect(contexts).toEqual(
      people.map((_, n) => [context, ...(items[n] ? [items[n].agent_context] : [])].join('\n\n')),
    );
    const again = await generate();
    expect(again.headers.get('idempotent-replayed')).toBeNull();
    expect(again.body).toEqual(first.body);
  });

  it('assistants are told that a result is too large for them', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: [] });
    await fillTopic(id, HALF);
    const mcp = await McpConnection.open(parley.baseUrl, ada.key);
    try {
      const retrieved = await mcp.call('user-interview-topics-retrieve', { id });
      expect(retrieved).toMatchObject({ isError: true, body: { code: 'max_length' } });
      expect(retrieved.text).toContain('The result is larger than 4 MB. Ask for fewer rows');
      const identifier = 'one-more';
      const added = await mcp.call('user-interview-topics-add-interviewee', { id, identifier });
      expect(added.text).toContain('The call was carried out, but the result is larger');
      const [row] = await parley.database.query<{ added: boolean }>(
        `SELECT $2 = ANY (interviewee_distinct_ids) AS added FROM user_interview_topic WHERE id = $1`,
        [id, identifier],
      );
      expect(row?.added).toBe(true);
    } finally {
      await mcp.close();
    }
  });

  it('an answer of some megabytes is kept and replayed', async () => {
    const people = Array.from({ length: 20_000 }, (_, n) => `p${n}@example.com`);
    const { id } = await ada.createTopic({ interviewee_emails: people });
    const generate = () =>
      read<Page<LinkDto>>(`${ada.project}${topicPath(id, 'generate_links/')}`, {
        method: 'POST',
        headers: { 'idempotency-key': 'more links' },
      });
    const first = await generate();
    expect(first.bytes).toBeGreaterThan(2 * MEBIBYTE);
    const again = await generate();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
  });
});

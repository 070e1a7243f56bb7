import { randomUUID } from 'node:crypto';
import type { Page } from '../../src/pagination/page.dto';
import type { ResponseDto } from '../../src/responses/response.dto';
import { statementsOf } from '../support/app/statement-counter';
import { useClient, useTestApp } from '../support/app/test-app';
import { insertResponse, SKIPPED_TEXT, type StoredResponse } from '../support/builders/responses';
import type { ApiClient } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { walkPages } from '../support/clients/walk-pages';

const RESPONSES = '/user_interviews/';

const parley = useTestApp({ abandonedAfterHours: 5 });

describe('the list of responses', () => {
  let ada: ApiClient;
  let topic: string;

  beforeEach(async () => {
    // A project of its own, so that each test sees its own responses only.
    ada = await parley.client({ project: randomUUID() });
    topic = (await ada.createTopic()).id;
  });

  const store = (response: StoredResponse, topicId = topic) =>
    insertResponse(parley.database, topicId, response);
  const page = async (query = '') => (await ada.get<Page<ResponseDto>>(RESPONSES + query)).body;
  const ids = async (query = '') => (await page(query)).results.map(({ id }) => id);
  const people = async (query: string) =>
    (await page(query)).results.map((row) => row.interviewee_identifier).sort();
  const get = async (id: string) => (await ada.get<ResponseDto>(RESPONSES + id)).body;

  it('is empty at first', async () => {
    expect(await page()).toEqual({ count: 0, next: null, previous: null, results: [] });
  });

  it('shows everything about a response, and retrieve the same', async () => {
    const id = await store({
      answers: ['On paper.', null, 'Thanks!'],
      summary: 'Paper person.',
      classifications: ['off-topic'],
    });
    const { results } = await page();
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;
    expect(results).toEqual([
      {
        id,
        created_by: expect.objectContaining({ email: 'ada@parley.test', first_name: 'Ada' }) as object,
        created_at: time,
        interviewee_emails: ['grace@example.com'],
        interviewee_identifier: 'Grace Hopper <grace@example.com>',
        topic,
        transcript:
          'Interviewer: Question 1?\n\nInterviewee: On paper.\n\nInterviewer: Question 3?\n\nInterviewee: Thanks!',
        summary: 'Paper person.',
        classifications: ['off-topic'],
        kind: 'personal',
        respondent_name: '',
        status: 'completed',
        language: 'en',
        consent_version: 'v1',
        started_at: time,
        last_activity_at: time,
        completed_at: time,
        answers: [
          { position: 0, question: 'Question 1?', text: 'On paper.', skipped: false, answered_at: time },
          { position: 1, question: 'Question 2?', text: '', skipped: true, answered_at: time },
          { position: 2, question: 'Question 3?', text: 'Thanks!', skipped: false, answered_at: time },
        ],
      },
    ]);
    expect(await get(id)).toEqual(results[0]);
  });

  it('holds what was started or called, and nothing that was only opened or declined unread', async () => {
    const opened = await store({ status: 'opened', identifier: 'a', answers: [] });
    const refused = await store({ status: 'declined', identifier: 'b', started: false, answers: [] });
    const started = await store({ status: 'started', identifier: 'c' });
    const called = await store({
      status: 'completed',
      identifier: 'd',
      started: false,
      callId: randomUUID(),
    });
    expect((await ids()).sort()).toEqual([started, called].sort());
    for (const id of [opened, refused]) {
      expectError(await ada.get(RESPONSES + id), 404, { code: 'not_found' });
      expectError(await ada.patch(RESPONSES + id, { summary: 'x' }), 404, { code: 'not_found' });
      expectError(await ada.delete(RESPONSES + id), 404, { code: 'not_found' });
    }
  });

  it('keeps from everybody what somebody said before declining, and what was typed and skipped', async () => {
    const declined = await store({ status: 'declined', answers: ['Confidential.', null], summary: 'Left.' });
    const skipped = await store({ status: 'started', answers: [null], identifier: 'b' });
    expect(await get(declined)).toMatchObject({
      status: 'declined',
      transcript: '',
      answers: [],
      summary: 'Left.',
    });
    const everything = JSON.stringify([await page(), await get(declined), await get(skipped)]);
    expect(everything).not.toContain('Confidential');
    expect(everything).not.toContain(SKIPPED_TEXT);
    expect(await ids('?search=confidential')).toEqual([]);
    expect(await ids('?search=left')).toEqual([declined]);
  });

  it('shows the answers again when a declined interview goes on', async () => {
    const id = await store({ status: 'declined', answers: ['Confidential.'] });
    await parley.database.query(`UPDATE user_interview SET status = 'started' WHERE id = $1`, [id]);
    expect((await get(id)).transcript).toContain('Confidential');
    expect(await ids('?search=confidential')).toEqual([id]);
  });

  it('calls abandoned what was left without an answer for as long as configured', async () => {
    const silent: StoredResponse = { status: 'started', answers: [] };
    await store({ ...silent, identifier: 'fresh', hoursAgo: 4.9 });
    await store({ ...silent, identifier: 'old', hoursAgo: 5.1, classifications: ['off-topic'] });
    await store({ status: 'started', identifier: 'answered', hoursAgo: 99 });
    await store({ status: 'completed', identifier: 'empty', hoursAgo: 99, answers: [] });
    const rows = (await page()).results.map((row) => [
      row.interviewee_identifier,
      row.status,
      row.classifications,
    ]);
    expect(rows).toEqual([
      ['fresh', 'started', []],
      ['old', 'abandoned', ['abandoned', 'off-topic']],
      ['empty', 'completed', []],
      ['answered', 'started', []],
    ]);
    expect(await people('?status=abandoned')).toEqual(['old']);
    expect(await people('?status=started')).toEqual(['answered', 'fresh']);
    expect(await people('?classifications=abandoned')).toEqual(['old']);
  });

  it('filters by classification, any of several', async () => {
    await store({ identifier: 'off', classifications: ['off-topic'] });
    await store({ identifier: 'left', status: 'started', answers: [], hoursAgo: 99 });
    await store({ identifier: 'fine' });
    expect(await people('?classifications=off-topic')).toEqual(['off']);
    expect(await people('?classifications=off-topic,abandoned')).toEqual(['left', 'off']);
    expect(await people('?classifications=off-topic%20,%20abandoned')).toEqual(['left', 'off']);
    for (const nothing of ['', 'null']) {
      expect(await people(`?classifications=${nothing}`)).toHaveLength(3);
    }
    for (const unknown of ['rude', 'off-topic,rude', 'off-topic,', ',']) {
      const answer = await ada.get(`${RESPONSES}?classifications=${unknown}`);
      expectError(answer, 400, { code: 'invalid_input', attr: 'classifications' });
      expect(answer.body.detail).toMatch(/abandoned, off-topic/);
    }
  });

  it('filters by topic; an unknown one has no responses', async () => {
    const other = (await ada.createTopic()).id;
    const id = await store({}, other);
    await store({});
    expect(await ids(`?topic=${other}`)).toEqual([id]);
    expect(await ids('?topic=null')).toHaveLength(2);
    for (const unknown of [randomUUID(), 'x', '1']) {
      expect(await page(`?topic=${unknown}`)).toEqual({ count: 0, next: null, previous: null, results: [] });
    }
  });

  it('filters by state and kind, and shows tests only when asked for', async () => {
    await store({ identifier: 'done' });
    await store({ identifier: 'no', status: 'declined' });
    await store({ identifier: 'shared:x', kind: 'shared', name: 'Joan' });
    await store({ identifier: 'me', kind: 'test' });
    expect(await people('')).toEqual(['done', 'no', 'shared:x']);
    expect(await people('?kind=test')).toEqual(['me']);
    expect(await people('?kind=shared')).toEqual(['shared:x']);
    expect(await people('?kind=personal&status=completed')).toEqual(['done']);
    for (const query of ['status=opened', 'status=', 'kind=all']) {
      expectError(await ada.get(`${RESPONSES}?${query}`), 400, { code: 'invalid_input' });
    }
  });

  it('searches person, summary and transcript, together and in any form', async () => {
    const grace = await store({ answers: ['I was planning on paper.'], summary: 'Likes notebooks.' });
    const joan = await store({
      kind: 'shared',
      identifier: 'shared:x',
      name: 'Joan Clarke',
      answers: ['Calendars only.'],
    });
    expect(await ids('?search=grace')).toEqual([grace]);
    expect(await ids('?search=grace@example.com')).toEqual([grace]);
    expect(await ids('?search=Clarke')).toEqual([joan]);
    expect(await ids('?search=plans')).toEqual([grace]);
    expect(await ids('?search=hopper%20notebook%20paper')).toEqual([grace]);
    expect(await ids('?search=hopper%20calendar')).toEqual([]);
    expect(await ids('?search=!!!')).toEqual([]);
    expect((await ids('?search=null')).sort()).toEqual([grace, joan].sort());
    expect(await ids('?search=')).toHaveLength(2);
    expect((await page('?search=calendar&limit=1')).count).toBe(1);
    const long = await ada.get(`${RESPONSES}?search=${'x'.repeat(2001)}`);
    expectError(long, 400, { code: 'max_length', attr: 'search' });
  });

  it('pages hold each response once and in one order, also for equal times', async () => {
    for (let n = 0; n < 7; n++) await store({ identifier: `p${n}` });
    await parley.database.query(`UPDATE user_interview SET created_at = '2026-01-01' WHERE topic_id = $1`, [
      topic,
    ]);
    const all = await ids();
    expect(all).toEqual([...all].sort().reverse());
    const pages = await walkPages<ResponseDto>(ada, `${ada.baseUrl}${ada.project}${RESPONSES}?limit=3`);
    expect(pages.map(({ results }) => results.length)).toEqual([3, 3, 1]);
    expect(pages.flatMap(({ results }) => results.map(({ id }) => id))).toEqual(all);
    expect(pages.map(({ count }) => count)).toEqual([7, 7, 7]);
  });

  it('takes the same statements for one response and for many', async () => {
    const count = async () => (await statementsOf(() => ada.get(`${RESPONSES}?search=paper`))).length;
    await store({ identifier: 'first' });
    await count();
    const one = await count();
    for (let n = 0; n < 30; n++) await store({ identifier: `p${n}`, answers: ['paper', 'b', 'c'] });
    expect((await page('?search=paper')).results).toHaveLength(31);
    expect(await count()).toBe(one);
  });

  it('responses of another project answer 404', async () => {
    const id = await store({ answers: ['Paper.'] });
    const eve = await parley.client({ email: 'eve@parley.test', project: randomUUID() });
    for (const query of ['', `?topic=${topic}`, '?search=paper', '?kind=personal']) {
      expect((await eve.get<Page<ResponseDto>>(RESPONSES + query)).body.count).toBe(0);
    }
    expectError(await eve.patch(RESPONSES + id, { summary: 'mine' }), 404, { code: 'not_found' });
    expectError(await eve.delete(RESPONSES + id), 404, { code: 'not_found' });
    expect((await get(id)).summary).toBe('');
  });
});

const path = (id: string) => `/user_interviews/${id}/`;

describe('a response', () => {
  const ada = useClient(parley);
  let topic: string;
  let id: string;

  beforeEach(async () => {
    topic = (await ada.createTopic()).id;
    id = await insertResponse(parley.database, topic, { answers: ['On paper.'] });
  });

  const patch = (body: unknown) => ada.patch<ResponseDto>(path(id), body);
  const stored = async () => (await ada.get<ResponseDto>(path(id))).body;

  it('takes a summary and classifications, each by itself', async () => {
    const before = await stored();
    const first = await patch({ summary: '  Paper person. ' });
    expect([first.status, first.body]).toEqual([200, { ...before, summary: 'Paper person.' }]);
    expect((await patch({ classifications: ['off-topic', 'off-topic'] })).body).toMatchObject({
      summary: 'Paper person.',
      classifications: ['off-topic'],
    });
    expect((await patch({})).body).toMatchObject({
      summary: 'Paper person.',
      classifications: ['off-topic'],
    });
    expect((await patch({ summary: '', classifications: [] })).body).toEqual(before);
  });

  it('lets nobody set what is derived or was said', async () => {
    const before = await stored();
    const answer = await patch({
      classifications: ['abandoned'],
      transcript: 'Interviewee: Lies.',
      status: 'declined',
      answers: [],
      interviewee_identifier: 'somebody else',
    });
    expect([answer.status, answer.body]).toEqual([200, before]);
  });

  it.each([
    [{ classifications: ['rude'] }, 'invalid_input', 'classifications__0'],
    [{ classifications: ['off-topic', null] }, 'null', 'classifications__1'],
    [{ classifications: 'off-topic' }, 'not_a_list', 'classifications'],
    [{ classifications: null }, 'null', 'classifications'],
    [{ summary: null }, 'null', 'summary'],
    [{ summary: 'x'.repeat(50_001) }, 'max_length', 'summary'],
    [{ summary: 'a\0b' }, 'invalid_input', 'summary'],
  ])('refuses %.60j', async (body, code, attr) => {
    expectError(await patch(body), 400, { code, attr });
  });

  it('takes the longest summary, of many different words, and is found by its last', async () => {
    const words = Array.from({ length: 7000 }, (_, n) => `w${n.toString(36)}x`).join(' ');
    const summary = `${words.slice(0, 49_990)} zebras`;
    expect((await patch({ summary })).body.summary).toBe(summary);
    const found = await ada.post<{ interview_id: string }[]>('/user_interviews/search/', { query: 'zebra' });
    expect(found.body.map((row) => row.interview_id)).toEqual([id]);
  });

  it('can be deleted, with its answers', async () => {
    expect((await ada.delete(path(id))).status).toBe(204);
    expectError(await ada.get(path(id)), 404, { code: 'not_found' });
    expectError(await ada.delete(path(id)), 404, { code: 'not_found' });
    const left = await parley.database.query(`SELECT FROM interview_answer WHERE interview_id = $1`, [id]);
    expect(left).toEqual([]);
  });

  it('outlives its topic, with all that was said', async () => {
    const before = await stored();
    expect((await ada.delete(`/user_interview_topics/${topic}/`)).status).toBe(204);
    expect(await stored()).toEqual({ ...before, topic: null });
    const found = await ada.post<{ interview_id: string; topic_id: null }[]>('/user_interviews/search/', {
      query: 'paper',
    });
    expect(found.body).toContainEqual(expect.objectContaining({ interview_id: id, topic_id: null }));
  });
});

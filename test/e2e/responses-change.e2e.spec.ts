import type { ResponseDto } from '../../src/responses/response.dto';
import type { TestLinkDto } from '../../src/sharing/link.dto';
import { expectError } from '../support/clients/expect-error';
import { insertResponse } from '../support/builders/responses';
import { useClient, useTestApp } from '../support/app/test-app';

const path = (id: string) => `/user_interviews/${id}/`;

describe('a response', () => {
  const parley = useTestApp();
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

describe('test_link', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  it("answers with the caller's last completed test", async () => {
    const { id } = await ada.createTopic();
    const other = await ada.createTopic();
    const latest = async (topicId = id) =>
      (await ada.get<TestLinkDto>(`/user_interview_topics/${topicId}/test_link/`)).body.latest_test_interview;
    const [user] = await parley.database.query<{ id: string }>(`SELECT id FROM "user" WHERE email = $1`, [
      'ada@parley.test',
    ]);
    const identifier = user?.id ?? '';
    expect(await latest()).toBeNull();
    await insertResponse(parley.database, id, { kind: 'test', identifier: 'somebody-else' });
    await insertResponse(parley.database, id, { kind: 'personal', identifier });
    await insertResponse(parley.database, other.id, { kind: 'test', identifier });
    await insertResponse(parley.database, id, { kind: 'test', identifier, status: 'started' });
    expect(await latest()).toBeNull();
    await insertResponse(parley.database, id, { kind: 'test', identifier, hoursAgo: 2, answers: ['Old.'] });
    await insertResponse(parley.database, id, {
      kind: 'test',
      identifier,
      hoursAgo: 1,
      answers: ['New.'],
      summary: 'Works.',
    });
    expect(await latest()).toEqual({
      completed_at: expect.stringMatching(/Z$/) as string,
      transcript: 'Interviewer: Question 1?\n\nInterviewee: New.',
      summary: 'Works.',
    });
  });
});

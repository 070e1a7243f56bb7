import type { ProgressPage, ProgressState } from '../../src/progress/progress.dto';
import { statementsOf } from '../support/app/statement-counter';
import { useClient, useTestApp } from '../support/app/test-app';
import { linksOf } from '../support/builders/invites';
import { insertResponse } from '../support/builders/responses';
import { expectError } from '../support/clients/expect-error';

const NOBODY: Record<ProgressState, number> = {
  not_invited: 0,
  queued: 0,
  sent: 0,
  uncertain: 0,
  failed: 0,
  opened: 0,
  started: 0,
  completed: 0,
  declined: 0,
};

describe('the progress of a topic', () => {
  const parley = useTestApp({ role: 'web' });
  const ada = useClient(parley);

  const path = (id: string, query = '') => `/user_interview_topics/${id}/progress/${query}`;
  const progress = async (id: string, query = '') => (await ada.get<ProgressPage>(path(id, query))).body;
  const states = async (id: string, query = '') =>
    (await progress(id, query)).results.map((row) => `${row.interviewee_identifier} ${row.state}`);

  /** A topic that targets these people, with links. */
  async function topicFor(...people: string[]): Promise<string> {
    const { id } = await ada.createTopic({ interviewee_emails: [], interviewee_distinct_ids: people });
    await linksOf(ada, id);
    return id;
  }

  /** Stores a delivery to a person in a state as a worker leaves it. */
  async function mail(id: string, person: string, status: string, minutesAgo = 0): Promise<void> {
    await parley.database.query(
      `WITH batch AS (
         INSERT INTO invite_batch (topic_id, created_by_id, topic_title, subject, message, sender_name, reply_to)
         SELECT id, created_by_id, topic, '', '', '', '' FROM user_interview_topic WHERE id = $1 RETURNING id
       )
       INSERT INTO invite_delivery (batch_id, topic_id, share_id, address, status, created_at, sent_at, due_at)
       SELECT batch.id, $1, s.id, 'x@example.com', $3, now() - $4 * interval '1 minute',
              CASE WHEN $3 = 'sent' THEN now() END, now() + interval '1 hour'
       FROM batch, sharing_configuration s WHERE s.topic_id = $1 AND s.identifier = $2`,
      [id, person, status, minutesAgo],
    );
  }

  const interview = (
    id: string,
    identifier: string,
    status: 'opened' | 'started' | 'completed' | 'declined',
  ) => insertResponse(parley.database, id, { identifier, status });

  it('is counted for many topics at once, in their order, without those of others', async () => {
    const full = await topicFor('mailed', 'doubtful', 'waiting', 'done', 'no', 'by link', 'not yet');
    for (const person of ['mailed', 'done', 'no']) await mail(full, person, 'sent');
    await mail(full, 'doubtful', 'uncertain');
    await mail(full, 'waiting', 'queued');
    for (const person of ['done', 'by link', 'removed']) await interview(full, person, 'completed');
    await interview(full, 'no', 'declined');
    await interview(full, 'mailed', 'started');
    const empty = await topicFor();
    const bob = await parley.client({ project: 'Elsewhere' });
    const { id: foreign } = await bob.createTopic();
    const list = (topics: string[]) =>
      ada.get(`/user_interview_topics/progress/?topic=${encodeURIComponent(topics.join())}`);
    const nothing = { people: 0, invited: 0, completed: 0, declined: 0, waiting: 0 };
    expect((await list([empty, foreign, full.toUpperCase(), full])).body).toEqual({
      count: 2,
      next: null,
      previous: null,
      results: [
        { topic: empty, ...nothing },
        { topic: full, people: 7, invited: 4, completed: 2, declined: 1, waiting: 2 },
      ],
    });
    expectError(await list(['nonsense']), 400, { attr: 'topic' });
    expect((await ada.get('/user_interview_topics/progress')).body).toMatchObject({ count: 0, results: [] });
    const ids = Array.from({ length: 101 }, (_, n) => full.slice(0, -3) + String(n).padStart(3, '0'));
    expect((await list(ids.slice(1))).status).toBe(200);
    expectError(await list(ids), 400, { attr: 'topic' });
    expect(await statementsOf(() => list([full, empty, ...ids.slice(3)]))).toHaveLength(2);
  });

  it('each person has the furthest known state, in target order', async () => {
    const people = ['z', 'queued', 'sending', 'sent', 'failed', 'stopped', 'opened', 'started', 'done', 'no'];
    const id = await topicFor(...people);
    for (const status of ['queued', 'sending', 'sent', 'failed']) await mail(id, status, status);
    await mail(id, 'stopped', 'cancelled');
    for (const [person, status] of [
      ['opened', 'opened'],
      ['started', 'started'],
      ['done', 'completed'],
      ['no', 'declined'],
    ] as const) {
      await mail(id, person, 'sent');
      await interview(id, person, status);
    }
    const { counts, results, count, next, previous } = await progress(id);
    expect(results.map((row) => [row.interviewee_identifier, row.state, row.since === null])).toEqual([
      ['z', 'not_invited', true],
      ['queued', 'queued', false],
      ['sending', 'queued', false],
      ['sent', 'sent', false],
      ['failed', 'failed', false],
      ['stopped', 'not_invited', true],
      ['opened', 'opened', false],
      ['started', 'started', false],
      ['done', 'completed', false],
      ['no', 'declined', false],
    ]);
    expect({ counts, count, next, previous }).toEqual({
      counts: {
        not_invited: 2,
        queued: 2,
        sent: 1,
        uncertain: 0,
        failed: 1,
        opened: 1,
        started: 1,
        completed: 1,
        declined: 1,
      },
      count: 10,
      next: null,
      previous: null,
    });
  });

  it('takes the latest mail, and the furthest of several interviews', async () => {
    const id = await topicFor('again', 'twice');
    await mail(id, 'again', 'failed', 10);
    await mail(id, 'again', 'sent', 5);
    await mail(id, 'twice', 'sent', 10);
    await interview(id, 'twice', 'declined');
    await insertResponse(parley.database, id, { identifier: 'twice', status: 'completed', callId: 'c1' });
    expect(await states(id)).toEqual(['again sent', 'twice completed']);
  });

  it('a mail with a rotated link counts for the same person', async () => {
    const id = await topicFor('moved');
    await mail(id, 'moved', 'sent');
    await ada.post(`/user_interview_topics/${id}/rotate_link/`, { identifier: 'moved' });
    expect(await states(id)).toEqual(['moved sent']);
  });

  it('knows nobody who is not targeted, and counts neither tests nor shared links', async () => {
    const id = await topicFor('me');
    await interview(id, 'stranger', 'completed');
    await insertResponse(parley.database, id, { identifier: 'me', kind: 'test' });
    await insertResponse(parley.database, id, { identifier: 'me', kind: 'shared' });
    expect(await progress(id)).toMatchObject({ count: 1, counts: { ...NOBODY, not_invited: 1 } });
  });

  it('a person who is listed twice appears once', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: [],
      interviewee_distinct_ids: ['b', 'a', 'b'],
    });
    expect(await states(id)).toEqual(['b not_invited', 'a not_invited']);
  });

  it('pages and filters; the counts are always those of the topic', async () => {
    const id = await topicFor('a', 'b', 'c', 'd', 'e');
    for (const person of ['b', 'd', 'e']) await interview(id, person, 'completed');
    const first = await progress(id, '?state=completed&limit=2');
    expect(first.results.map((row) => row.interviewee_identifier)).toEqual(['b', 'd']);
    expect(first).toMatchObject({ count: 3, counts: { ...NOBODY, not_invited: 2, completed: 3 } });
    expect(first.next).toContain('state=completed');
    expect(await states(id, '?state=completed&limit=2&offset=2')).toEqual(['e completed']);
    expect(await states(id, '?limit=2&offset=1')).toEqual(['b completed', 'c not_invited']);
    expect(await states(id, '?state=failed')).toEqual([]);
    expectError(await ada.get(path(id, '?state=lost')), 400, { code: 'invalid_input', attr: 'state' });
  });

  it.each([1, 100, 10_000])('takes the same statements for %d people', async (size) => {
    const id = await topicFor(...Array.from({ length: size }, (_, n) => `p${n}`));
    await parley.database.query(
      `INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, status, started_at)
       SELECT t.project_id, t.id, t.created_by_id, 'personal', person, 'started', now()
       FROM user_interview_topic t, unnest(t.interviewee_distinct_ids) AS person WHERE t.id = $1`,
      [id],
    );
    expect((await progress(id)).counts).toEqual({ ...NOBODY, started: size });
    // One looks up the key, one the topic.
    expect(await statementsOf(() => progress(id))).toHaveLength(3);
  });

  it('is empty when nobody is targeted, and 404 elsewhere', async () => {
    const id = await topicFor('a');
    await ada.post(`/user_interview_topics/${id}/remove_interviewee/`, { identifier: 'a' });
    expect(await progress(id)).toEqual({ count: 0, next: null, previous: null, results: [], counts: NOBODY });
    const eve = await parley.client({ email: 'eve@parley.test', project: 'Elsewhere' });
    expectError(await eve.get(path(id)), 404, { code: 'not_found' });
  });
});

import type { Page } from '../../src/pagination/page.dto';
import type { BulkResultDto, IntervieweeDto } from '../../src/interviewees/interviewee.dto';
import type { ErrorBody } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { linksOf } from '../support/builders/invites';
import { useClient, useTestApp } from '../support/app/test-app';

type Item = Pick<IntervieweeDto, 'interviewee_identifier' | 'agent_context'>;

const item = (interviewee_identifier: string, agent_context = 'new'): Item => ({
  interviewee_identifier,
  agent_context,
});
const items = (count: number, from = 0) => Array.from({ length: count }, (_, n) => item(`user-${from + n}`));

describe('interviewees in bulk', () => {
  const parley = useTestApp();
  const ada = useClient(parley);
  let people: string;
  let topicId: string;

  beforeEach(async () => {
    ({ id: topicId } = await ada.createTopic({ interviewee_emails: ['grace@example.com'] }));
    people = `/user_interview_topics/${topicId}/interviewees/`;
  });

  const bulk = (body: object) => ada.post<BulkResultDto>(`${people}bulk/`, body);
  const rows = async () => (await ada.get<Page<IntervieweeDto>>(`${people}?limit=1000`)).body.results;
  const contexts = async () =>
    Object.fromEntries((await rows()).map((row) => [row.interviewee_identifier, row.agent_context]));

  it.each([1, 2, 500])('inserts %d items', async (count) => {
    const { status, body } = await bulk({ items: items(count) });
    expect({ status, body }).toEqual({
      status: 200,
      body: { inserted_count: count, skipped_count: 0, skipped_identifiers: [] },
    });
    const made = await rows();
    expect(made).toHaveLength(count);
    expect(new Set(made.map(({ created_by }) => created_by.email))).toEqual(new Set(['ada@parley.test']));
  });

  it.each<[string, object, Partial<ErrorBody>]>([
    ['no items', {}, { code: 'required', attr: 'items' }],
    ['items that are null', { items: null }, { code: 'null', attr: 'items' }],
    ['an empty list', { items: [] }, { code: 'empty', attr: 'items' }],
    ['501 items', { items: items(501) }, { code: 'max_length', attr: 'items' }],
    ['text', { items: 'array' }, { code: 'not_a_list', attr: 'items' }],
    ['a number', { items: 5 }, { code: 'not_a_list', attr: 'items' }],
    ['true', { items: true }, { code: 'not_a_list', attr: 'items' }],
    ['an object', { items: item('u') }, { code: 'not_a_list', attr: 'items' }],
    ['null as an item', { items: [item('u'), null] }, { attr: 'items__1' }],
    ['text as an item', { items: [item('u'), 'x'] }, { code: 'invalid_input', attr: 'items__1' }],
    ['a list as an item', { items: [[item('u')]] }, { code: 'invalid_input', attr: 'items__0' }],
    ['an unknown on_conflict', { items: items(1), on_conflict: 'merge' }, { attr: 'on_conflict' }],
    ['on_conflict null', { items: items(1), on_conflict: null }, { code: 'null', attr: 'on_conflict' }],
    ['on_conflict as a list', { items: items(1), on_conflict: ['skip'] }, { attr: 'on_conflict' }],
  ])('refuses %s', async (_what, body, error) => {
    expectError(await bulk(body), 400, error);
    expect(await rows()).toEqual([]);
  });

  it.each<[string, object, Partial<ErrorBody>]>([
    ['agent_context', {}, { code: 'required' }],
    ['agent_context', { agent_context: '  ' }, { code: 'blank' }],
    ['agent_context', { agent_context: null }, { code: 'null' }],
    ['agent_context', { agent_context: 5 }, { code: 'invalid_input' }],
    ['agent_context', { agent_context: 'x'.repeat(10_001) }, { code: 'max_length' }],
    [
      'interviewee_identifier',
      { interviewee_identifier: undefined, agent_context: 'x' },
      { code: 'required' },
    ],
    ['interviewee_identifier', { interviewee_identifier: '', agent_context: 'x' }, { code: 'blank' }],
    [
      'interviewee_identifier',
      { interviewee_identifier: 'x'.repeat(401), agent_context: 'x' },
      { code: 'max_length' },
    ],
  ])('names the place of a bad %s, and writes nothing', async (field, change, error) => {
    const bad = [...items(3), { interviewee_identifier: 'bad', ...change }, ...items(2, 10)];
    expectError(await bulk({ items: bad }), 400, { ...error, attr: `items__3__${field}` });
    expect(await rows()).toEqual([]);
  });

  it('takes items at their limits, in characters', async () => {
    const longest = item('😀'.repeat(400), '😀'.repeat(10_000));
    expect((await bulk({ items: [longest] })).body.inserted_count).toBe(1);
    expect(await contexts()).toEqual({ [longest.interviewee_identifier]: longest.agent_context });
  });

  it('refuses an identifier that is there twice, trimmed, and writes nothing', async () => {
    const { status, body } = await bulk({ items: [...items(3), item(' user-1 ', 'again')] });
    expect({ status, type: (body as unknown as ErrorBody).type }).toEqual({
      status: 400,
      type: 'validation_error',
    });
    expect(await rows()).toEqual([]);
    expect((await bulk({ items: [item('user-1'), item('USER-1')] })).body.inserted_count).toBe(2);
  });

  it('skips what exists, says so in order, and leaves it untouched', async () => {
    await bulk({ items: ['c', 'a', 'b10', 'b9'].map((name) => item(name, 'old')) });
    const before = await rows();
    const { body } = await bulk({ items: ['d', 'c', 'b9', 'e', 'b10', 'a'].map((name) => item(name)) });
    expect(body).toEqual({
      inserted_count: 2,
      skipped_count: 4,
      skipped_identifiers: ['a', 'b10', 'b9', 'c'],
    });
    const after = await rows();
    expect(after).toHaveLength(6);
    expect(after.slice(2)).toEqual(before);
  });

  describe('on_conflict', () => {
    beforeEach(async () => {
      await bulk({ items: [item('known', 'old')] });
      await ada.post(`/user_interview_topics/${topicId}/add_interviewee/`, { identifier: 'blank' });
      await linksOf(ada, topicId);
      expect(await contexts()).toEqual({ known: 'old', blank: '', 'grace@example.com': '' });
    });

    const batch = [item('unknown'), item('known'), item('blank')];

    it('is skip when left out', async () => {
      const { body } = await bulk({ items: batch });
      expect(body).toEqual({ inserted_count: 1, skipped_count: 2, skipped_identifiers: ['blank', 'known'] });
      expect(await contexts()).toMatchObject({ known: 'old', blank: '', unknown: 'new' });
    });

    it('skip leaves rows alone, and counts no update', async () => {
      const { body } = await bulk({ items: batch, on_conflict: 'skip' });
      expect(body).toEqual({
        inserted_count: 1,
        updated_count: 0,
        skipped_count: 2,
        skipped_identifiers: ['blank', 'known'],
      });
      expect(await contexts()).toMatchObject({ known: 'old', blank: '', unknown: 'new' });
    });

    it('fill_blank writes where nothing is written', async () => {
      const { body } = await bulk({ items: batch, on_conflict: 'fill_blank' });
      expect(body).toEqual({
        inserted_count: 1,
        updated_count: 1,
        skipped_count: 1,
        skipped_identifiers: ['known'],
      });
      expect(await contexts()).toMatchObject({ known: 'old', blank: 'new', unknown: 'new' });
    });

    it('update writes everything, in the rows that are there', async () => {
      const ids = async () => (await rows()).map(({ id, created_at }) => id + created_at);
      const before = await ids();
      const { body } = await bulk({ items: batch, on_conflict: 'update' });
      expect(body).toEqual({
        inserted_count: 1,
        updated_count: 2,
        skipped_count: 0,
        skipped_identifiers: [],
      });
      expect(await contexts()).toMatchObject({ known: 'new', blank: 'new', unknown: 'new' });
      expect((await ids()).slice(1)).toEqual(before);
    });
  });

  describe('ten at once over the same people, in different orders', () => {
    /** Batches of 100 out of 190 people, each overlapping its neighbours. */
    const batches = Array.from({ length: 10 }, (_, n) => {
      const batch = items(100, n * 10);
      return n % 2 === 0 ? batch.reverse() : [...batch.slice(37), ...batch.slice(0, 37)];
    });
    const total = (answers: { body: BulkResultDto }[], field: 'inserted_count' | 'skipped_count') =>
      answers.reduce((sum, { body }) => sum + body[field], 0);

    it('insert each person once and count exactly', async () => {
      const answers = await Promise.all(batches.map((batch) => bulk({ items: batch })));
      expect(answers.map(({ status }) => status)).toEqual(batches.map(() => 200));
      expect([total(answers, 'inserted_count'), total(answers, 'skipped_count')]).toEqual([190, 810]);
      for (const { body } of answers) {
        expect(body.skipped_identifiers).toHaveLength(body.skipped_count);
        expect(body.skipped_identifiers).toEqual([...body.skipped_identifiers].sort());
      }
      expect(await rows()).toHaveLength(190);
    });

    it('count updates exactly too', async () => {
      const answers = await Promise.all(
        batches.map((batch) => bulk({ items: batch, on_conflict: 'update' })),
      );
      expect(answers.map(({ status }) => status)).toEqual(batches.map(() => 200));
      expect(total(answers, 'inserted_count')).toBe(190);
      for (const { body } of answers) {
        expect(body).toMatchObject({ updated_count: 100 - body.inserted_count, skipped_count: 0 });
      }
    });

    it('get along with generate_links', async () => {
      await ada.patch(`/user_interview_topics/${topicId}`, {
        interviewee_distinct_ids: items(190).map(({ interviewee_identifier }) => interviewee_identifier),
      });
      const [, ...answers] = await Promise.all([
        linksOf(ada, topicId),
        ...batches.map((batch) => bulk({ items: batch, on_conflict: 'fill_blank' })),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(batches.map(() => 200));
      const written = await contexts();
      expect(Object.keys(written)).toHaveLength(191);
      expect(Object.entries(written).filter(([, context]) => context === '')).toEqual([
        ['grace@example.com', ''],
      ]);
    });
  });
});

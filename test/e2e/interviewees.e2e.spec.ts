import type {
  BulkResultDto,
  IntervieweeDto,
  NewIntervieweeDto,
} from '../../src/interviewees/interviewee.dto';
import type { Page } from '../../src/pagination/page.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import { linksOf, statusOfLink } from '../support/builders/invites';
import type { ErrorBody } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { walkPages } from '../support/clients/walk-pages';

const TAKEN = { code: 'unique', attr: 'interviewee_identifier' };

const READ_ONLY = {
  id: '01890000-0000-7000-8000-000000000000',
  created_by: { id: 99, email: 'eve@example.com' },
  created_at: '1999-01-01T00:00:00Z',
};

const parley = useTestApp();

/** A new row as later answers show it. */
function withoutTargeting(row: NewIntervieweeDto): IntervieweeDto {
  return Object.fromEntries(
    Object.entries(row).filter(([field]) => field !== 'untargeted_identifiers'),
  ) as unknown as IntervieweeDto;
}

describe('interviewee contexts', () => {
  const ada = useClient(parley);
  /** The contexts of a fresh topic that targets grace@example.com. */
  let people: string;
  let topicId: string;

  beforeEach(async () => {
    ({ id: topicId } = await ada.createTopic({ interviewee_emails: ['grace@example.com'] }));
    people = `/user_interview_topics/${topicId}/interviewees/`;
  });

  const post = (body: unknown) => ada.post<NewIntervieweeDto>(people, body);
  const patch = (id: string, body: unknown) => ada.patch<IntervieweeDto>(people + id, body);
  const retrieve = async (id: string) => (await ada.get<IntervieweeDto>(people + id)).body;
  const list = async () => (await ada.get<Page<IntervieweeDto>>(people)).body;

  async function create(identifier: string, context = `About ${identifier}`): Promise<IntervieweeDto> {
    const { status, body } = await post({ interviewee_identifier: identifier, agent_context: context });
    expect(status).toBe(201);
    return withoutTargeting(body);
  }

  it('creates a context, also of somebody who is not targeted', async () => {
    for (const identifier of ['grace@example.com', 'Somebody Else <else@example.com>', 'user-42']) {
      const row = await create(identifier, 'Plans on paper.');
      expect(row).toEqual({
        id: row.id,
        created_at: row.created_at,
        created_by: expect.objectContaining({ email: 'ada@parley.test', first_name: 'Ada' }) as unknown,
        interviewee_identifier: identifier,
        agent_context: 'Plans on paper.',
      });
      expect(await retrieve(row.id)).toEqual(row);
    }
    const { body } = await ada.get<{ interviewee_emails: string[] }>(`/user_interview_topics/${topicId}`);
    expect(body.interviewee_emails).toEqual(['grace@example.com']);
  });

  it.each([
    ['grace@example.com', []],
    ['GRACE@example.com', ['GRACE@example.com']],
    ['user-42', ['user-42']],
  ])('says whether the topic targets %s', async (identifier, untargeted) => {
    const { body } = await post({ interviewee_identifier: identifier, agent_context: 'x' });
    expect(body.untargeted_identifiers).toEqual(untargeted);
  });

  it('trims, and ignores read-only and unknown fields', async () => {
    const sent = { interviewee_identifier: ' user-1\n', agent_context: '\t x ', ...READ_ONLY, color: 'red' };
    const { status, body } = await post(sent);
    expect(status).toBe(201);
    expect(body).toMatchObject({ interviewee_identifier: 'user-1', agent_context: 'x' });
    expect(body.created_by.email).toBe('ada@parley.test');
    expect(body.id).not.toBe(READ_ONLY.id);
    expect(Date.now() - Date.parse(body.created_at)).toBeLessThan(60_000);
    expect(Object.keys(body)).not.toContain('color');
    const { body: row } = await patch(body.id, { ...READ_ONLY, color: 'red' });
    expect(row).toEqual(withoutTargeting(body));
  });

  it.each<[object, Partial<ErrorBody>]>([
    [{ agent_context: 'x' }, { code: 'required', attr: 'interviewee_identifier' }],
    [{ interviewee_identifier: 'u' }, { code: 'required', attr: 'agent_context' }],
    [
      { interviewee_identifier: '', agent_context: 'x' },
      { code: 'blank', attr: 'interviewee_identifier' },
    ],
    [
      { interviewee_identifier: null, agent_context: 'x' },
      { code: 'null', attr: 'interviewee_identifier' },
    ],
    [
      { interviewee_identifier: 5, agent_context: 'x' },
      { code: 'invalid_input', attr: 'interviewee_identifier' },
    ],
    [
      { interviewee_identifier: 'u', agent_context: ' \n' },
      { code: 'blank', attr: 'agent_context' },
    ],
    [
      { interviewee_identifier: 'u', agent_context: null },
      { code: 'null', attr: 'agent_context' },
    ],
    [
      { interviewee_identifier: 'u', agent_context: [] },
      { code: 'invalid_input', attr: 'agent_context' },
    ],
  ])('create refuses %j', async (body, error) => {
    expectError(await post(body), 400, error);
    expect((await list()).count).toBe(0);
  });

  it.each(['x', '😀'])('counts lengths in characters such as %s: 400 and 10 000', async (letter) => {
    const longest = { interviewee_identifier: letter.repeat(400), agent_context: letter.repeat(10_000) };
    const { status, body } = await post(longest);
    expect(status).toBe(201);
    expect(body).toMatchObject(longest);
    for (const [field, max] of [
      ['interviewee_identifier', 400],
      ['agent_context', 10_000],
    ] as const) {
      const error = { code: 'max_length', attr: field };
      const tooLong = { interviewee_identifier: 'u', agent_context: 'x', [field]: letter.repeat(max + 1) };
      expectError(await post(tooLong), 400, error);
      expectError(await patch(body.id, tooLong), 400, error);
    }
    expect(body).toEqual({ ...(await retrieve(body.id)), untargeted_identifiers: [letter.repeat(400)] });
  });

  describe('one row per identifier', () => {
    it('refuses the second, letter for letter', async () => {
      const first = await create('user-1', 'first');
      expectError(await post({ interviewee_identifier: ' user-1 ', agent_context: 'second' }), 400, TAKEN);
      expect(await retrieve(first.id)).toEqual(first);
      await create('USER-1');
      const { id: other } = await ada.createTopic();
      people = `/user_interview_topics/${other}/interviewees/`;
      await create('user-1');
    });

    it('lets one of 20 parallel creates win', async () => {
      const body = { interviewee_identifier: 'user-1', agent_context: 'x' };
      const answers = await Promise.all(Array.from({ length: 20 }, () => post(body)));
      const [won, lost] = [201, 400].map((wanted) => answers.filter(({ status }) => status === wanted));
      expect([won?.length, lost?.length]).toEqual([1, 19]);
      lost?.forEach((answer) => expectError(answer, 400, TAKEN));
      expect((await list()).count).toBe(1);
    });

    it('refuses to rename to a taken one, and lets one of 10 parallel renames win', async () => {
      const [first, second] = [await create('user-1'), await create('user-2')];
      expectError(await patch(second.id, { interviewee_identifier: 'user-1' }), 400, TAKEN);
      expect([await retrieve(first.id), await retrieve(second.id)]).toEqual([first, second]);
      const rows = await Promise.all(Array.from({ length: 10 }, (_, n) => create(`rename-${n}`)));
      const answers = await Promise.all(rows.map(({ id }) => patch(id, { interviewee_identifier: 'new' })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(400)]);
      answers.filter(({ status }) => status === 400).forEach((answer) => expectError(answer, 400, TAKEN));
    });
  });

  describe('partial update', () => {
    it('changes what is sent and nothing else; the context may become blank', async () => {
      let row = await create('user-1');
      for (const change of [
        { agent_context: 'new' },
        { interviewee_identifier: 'user-2' },
        { agent_context: '' },
        { interviewee_identifier: 'user-2', agent_context: 'again' },
        { agent_context: ' \n ' },
        {},
      ]) {
        const { status, body } = await patch(row.id, change);
        row = { ...row, ...change, agent_context: (change.agent_context ?? row.agent_context).trim() };
        expect({ status, body }).toEqual({ status: 200, body: row });
        expect(await retrieve(row.id)).toEqual(row);
      }
    });

    it.each<[object, Partial<ErrorBody>]>([
      [{ interviewee_identifier: '' }, { code: 'blank', attr: 'interviewee_identifier' }],
      [{ interviewee_identifier: null }, { code: 'null', attr: 'interviewee_identifier' }],
      [{ agent_context: null }, { code: 'null', attr: 'agent_context' }],
      [{ agent_context: 1 }, { code: 'invalid_input', attr: 'agent_context' }],
    ])('refuses %j', async (change, error) => {
      const row = await create('user-1');
      expectError(await patch(row.id, change), 400, error);
      expect(await retrieve(row.id)).toEqual(row);
    });
  });

  it('lists newest first; pages are whole both ways', async () => {
    const made = [];
    for (let n = 0; n < 7; n++) made.unshift(await create(`user-${n}`));
    expect(await list()).toEqual({ count: 7, next: null, previous: null, results: made });
    await parley.database.query(`UPDATE interviewee_context SET created_at = now() WHERE topic_id = $1`, [
      topicId,
    ]);
    const url = `${ada.baseUrl}${ada.project}${people}`;
    const forth = await walkPages<IntervieweeDto>(ada, `${url}?limit=3`);
    expect(forth.flatMap(({ results }) => results.map(({ id }) => id))).toEqual(made.map(({ id }) => id));
    const back = await walkPages<IntervieweeDto>(ada, `${url}?limit=3&offset=6`, 'previous');
    expect(back.reverse().map(({ results }) => results)).toEqual(forth.map(({ results }) => results));
    const fallback = await ada.get<Page<IntervieweeDto>>(`${people}?limit=0&offset=-1`);
    expect(fallback.body.results).toHaveLength(7);
  });

  it('deletes one row, once', async () => {
    const [gone, kept] = [await create('user-1'), await create('user-2')];
    const answers = await Promise.all(Array.from({ length: 5 }, () => ada.delete(people + gone.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404, 404, 404]);
    expectError(await ada.get(people + gone.id), 404, { code: 'not_found' });
    expectError(await patch(gone.id, { agent_context: 'x' }), 404, { code: 'not_found' });
    expect((await list()).results).toEqual([kept]);
    await create('user-1');
  });

  it.each<[string, (id: string) => Promise<number>]>([
    ['renamed', async (id) => (await patch(id, { interviewee_identifier: 'somebody-else' })).status],
    ['blanked', async (id) => (await patch(id, { agent_context: '' })).status],
    ['deleted', async (id) => (await ada.delete(people + id)).status],
  ])('a link stays as it is when the context is %s', async (_what, change) => {
    const row = await create('grace@example.com');
    const [before] = await linksOf(ada, topicId);
    expect(await change(row.id)).toBeLessThan(300);
    expect(await statusOfLink(parley.baseUrl, before?.interview_url ?? '')).toBe(200);
    expect(await linksOf(ada, topicId)).toEqual([{ ...before, agent_context: '' }]);
    expect(await statusOfLink(parley.baseUrl, before?.interview_url ?? '')).toBe(200);
  });

  it('generate_links keeps contexts that exist and adds blank ones', async () => {
    const row = await create('grace@example.com');
    await ada.post(`/user_interview_topics/${topicId}/add_interviewee/`, { identifier: 'user-1' });
    await linksOf(ada, topicId);
    const { count, results } = await list();
    expect(count).toBe(2);
    expect(results).toContainEqual(row);
    expect(results).toContainEqual(
      expect.objectContaining({ interviewee_identifier: 'user-1', agent_context: '' }),
    );
  });
});

type Item = Pick<IntervieweeDto, 'interviewee_identifier' | 'agent_context'>;

const item = (interviewee_identifier: string, agent_context = 'new'): Item => ({
  interviewee_identifier,
  agent_context,
});

const items = (count: number, from = 0) => Array.from({ length: count }, (_, n) => item(`user-${from + n}`));

describe('interviewees in bulk', () => {
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
      body: {
        inserted_count: count,
        skipped_count: 0,
        skipped_identifiers: [],
        untargeted_identifiers: items(count)
          .map((sent) => sent.interviewee_identifier)
          .sort(),
      },
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
      untargeted_identifiers: ['a', 'b10', 'b9', 'c', 'd', 'e'],
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
      expect(body).toEqual({
        inserted_count: 1,
        skipped_count: 2,
        skipped_identifiers: ['blank', 'known'],
        untargeted_identifiers: ['known', 'unknown'],
      });
      expect(await contexts()).toMatchObject({ known: 'old', blank: '', unknown: 'new' });
    });

    it('skip leaves rows alone, and counts no update', async () => {
      const { body } = await bulk({ items: batch, on_conflict: 'skip' });
      expect(body).toEqual({
        inserted_count: 1,
        updated_count: 0,
        skipped_count: 2,
        skipped_identifiers: ['blank', 'known'],
        untargeted_identifiers: ['known', 'unknown'],
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
        untargeted_identifiers: ['known', 'unknown'],
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
        untargeted_identifiers: ['known', 'unknown'],
      });
      expect(await contexts()).toMatchObject({ known: 'new', blank: 'new', unknown: 'new' });
      expect((await ids()).slice(1)).toEqual(before);
    });
  });

  describe('ten bulk requests at once with overlapping people', () => {
    /** Batches of 100 out of 190 people, each overlapping its neighbours. */
    const batches = Array.from({ length: 10 }, (_, n) => {
      const batch = items(100, n * 10);
      return n % 2 === 0 ? batch.reverse() : [...batch.slice(37), ...batch.slice(0, 37)];
    });
    const total = (answers: { body: BulkResultDto }[], field: 'inserted_count' | 'skipped_count') =>
      answers.reduce((sum, { body }) => sum + body[field], 0);

    it('ten bulk requests insert each person once and count exactly', async () => {
      const answers = await Promise.all(batches.map((batch) => bulk({ items: batch })));
      expect(answers.map(({ status }) => status)).toEqual(batches.map(() => 200));
      expect([total(answers, 'inserted_count'), total(answers, 'skipped_count')]).toEqual([190, 810]);
      for (const { body } of answers) {
        expect(body.skipped_identifiers).toHaveLength(body.skipped_count);
        expect(body.skipped_identifiers).toEqual([...body.skipped_identifiers].sort());
      }
      expect(await rows()).toHaveLength(190);
    });

    it('ten bulk requests count updates exactly', async () => {
      const answers = await Promise.all(
        batches.map((batch) => bulk({ items: batch, on_conflict: 'update' })),
      );
      expect(answers.map(({ status }) => status)).toEqual(batches.map(() => 200));
      expect(total(answers, 'inserted_count')).toBe(190);
      for (const { body } of answers) {
        expect(body).toMatchObject({ updated_count: 100 - body.inserted_count, skipped_count: 0 });
      }
    });

    it('bulk requests beside generate_links leave one context per person', async () => {
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

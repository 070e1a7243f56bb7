import { randomUUID } from 'node:crypto';
import { MAX_RANKED, type SearchResultDto } from '../../src/responses/search/search.dto';
import { statementsOf } from '../support/app/statement-counter';
import { useTestApp } from '../support/app/test-app';
import { insertResponse, SKIPPED_TEXT, type StoredResponse } from '../support/builders/responses';
import type { ApiClient } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';

const SEARCH = '/user_interviews/search/';

const parley = useTestApp();

describe('search in responses', () => {
  let ada: ApiClient;
  let topic: string;

  beforeEach(async () => {
    ada = await parley.client({ project: randomUUID() });
    topic = (await ada.createTopic()).id;
  });

  const store = (identifier: string, response: StoredResponse = {}, topicId = topic) =>
    insertResponse(parley.database, topicId, { identifier, ...response });
  const said = (identifier: string, ...answers: string[]) => store(identifier, { answers });
  const finds = async (query: string, options: object = {}) => {
    const { status, body, text } = await ada.post<SearchResultDto[]>(SEARCH, { query, ...options });
    if (status !== 200) throw new Error(`${query}: ${text}`);
    return body;
  };
  const people = async (query: string, options: object = {}) =>
    (await finds(query, options)).map((find) => find.interviewee_identifier).sort();

  it('answers with the passage, who says it and where', async () => {
    const id = await store('grace', {
      questions: ['How did you plan?', 'What got in the way?'],
      answers: ['On Sundays, with coffee.', 'Mostly meetings that nobody needed.'],
    });
    expect(await finds('meeting')).toEqual([
      {
        interview_id: id,
        document_type: 'transcript',
        similarity: expect.any(Number) as number,
        content_snippet: 'Mostly meetings that nobody needed.',
        speaker: 'interviewee',
        position: 3,
        interviewee_identifier: 'grace',
        topic_id: topic,
        created_at: expect.stringMatching(/Z$/) as string,
      },
    ]);
    expect(await finds('got in the way')).toMatchObject([
      { content_snippet: 'What got in the way?', speaker: 'interviewer', position: 2 },
    ]);
  });

  it('finds summaries as documents of their own', async () => {
    await store('grace', { answers: ['Paper.'], summary: 'First line.\n\nPrefers paper to calendars.' });
    const found = await finds('paper');
    expect(found.map((find) => find.document_type).sort()).toEqual(['summary', 'transcript']);
    expect(await finds('paper', { document_types: ['summary'] })).toMatchObject([
      { content_snippet: 'Prefers paper to calendars.', speaker: null, position: null },
    ]);
    expect(await finds('paper', { document_types: ['transcript'] })).toMatchObject([
      { content_snippet: 'Paper.' },
    ]);
    // A word of each is in neither.
    expect(await finds('calendars question')).toEqual([]);
  });

  describe('finds', () => {
    it.each([
      ['english', 'I was planning on paper.', ['plan', 'plans', 'PLANNED', 'planning']],
      ['english', 'Her happiness surprised me.', ['happy', 'surprises']],
      ['german', 'Wir haben die Häuser besucht und Bücher gelesen.', ['Haus', 'häuser', 'Buch Bücher']],
      ['german', 'Über Straßen geht es schnell.', ['straße', 'Straßen', 'über']],
      ['spanish', 'Organizamos las reuniones cada mañana.', ['reunión', 'organizar', 'mañana']],
      ['simple', 'Paprastai planuoju savaitę.', ['savaitę', 'PLANUOJU']],
      ['english', "It's Grace O'Malley's well-being.", ["o'malley", 'well-being', "it's grace"]],
      [
        'english',
        'See https://example.com/plans or mail grace@example.com, version 2.5.',
        ['grace@example.com', '2.5'],
      ],
      ['english', '会议 太 多 了 😀', ['会议']],
    ])('forms of words in %s: %s', async (searchConfig, text, queries) => {
      await store('grace', { answers: [text], searchConfig });
      for (const query of queries) expect([query, await people(query)]).toEqual([query, ['grace']]);
    });

    it('what holds all words, in any order and in different turns', async () => {
      await said('both', 'My calendar is full.', 'So I use paper.');
      await said('one', 'My calendar is full.');
      expect(await people('paper calendars')).toEqual(['both']);
      expect(await people('calendars')).toEqual(['both', 'one']);
    });

    it('words that the language ignores only when there are no others', async () => {
      await said('hamlet', 'To be or not to be.');
      await said('paper', 'Paper it is.');
      expect(await people('the paper of the them')).toEqual(['paper']);
      expect(await people('"to be"')).toEqual(['hamlet']);
      expect(await people('not')).toEqual(['hamlet']);
    });

    it('quoted words next to each other only', async () => {
      await said('near', 'I keep a paper calendar.');
      await said('far', 'A calendar, no paper.');
      expect(await people('"paper calendar"')).toEqual(['near']);
      expect(await people('"paper calendars')).toEqual(['near']);
      expect(await people('paper calendar')).toEqual(['far', 'near']);
    });

    it('nothing that holds an excluded word, in any form', async () => {
      await said('with', 'Planning needs budgets.');
      await said('without', 'Planning needs time.');
      expect(await people('planning -budget')).toEqual(['without']);
      expect(await people('planning -budgets')).toEqual(['without']);
      expect(await people('planning -"needs budgets"')).toEqual(['without']);
      expect(await people('planning -"budgets needs"')).toEqual(['with', 'without']);
      expect(await people('-budget')).toEqual([]);
      expect(await people('the -budget')).toEqual([]);
      expect(await people('!!! -budget')).toEqual([]);
    });

    it('either of two alternatives', async () => {
      await said('a', 'Paper and pens.');
      await said('b', 'Calendars and phones.');
      await said('c', 'Nothing.');
      expect(await people('paper pens OR calendar')).toEqual(['a', 'b']);
      expect(await people('paper phones or calendar')).toEqual(['b']);
      expect(await people('or paper or')).toEqual(['a']);
    });
  });

  it('ranks who says more about it first, within 0 and 1', async () => {
    await said('once', 'Paper.', 'And much else.');
    await said('often', 'Paper, paper, paper.', 'Paper again, on paper.');
    const found = await finds('paper');
    expect(found.map((find) => find.interviewee_identifier)).toEqual(['often', 'once']);
    for (const { similarity } of found) {
      expect(similarity).toBeGreaterThan(0);
      expect(similarity).toBeLessThanOrEqual(1);
    }
    expect(await finds('paper', { limit: 1 })).toEqual(found.slice(0, 1));
  });

  it('shows the matching passage of a long answer, at most 500 characters of it', async () => {
    const filler = Array.from({ length: 200 }, (_, n) => `Sentence ${n} says little 😀.`).join(' ');
    await said('a', `${filler} Then the zebras came. ${filler}`);
    await said('b', `${'x'.repeat(3000)}zebra`, `${'😀'.repeat(900)} zebra`);
    const found = await finds('zebra');
    expect(found).toHaveLength(2);
    for (const { content_snippet } of found) {
      expect(content_snippet).toMatch(/zebra/);
      expect(content_snippet.length).toBeLessThanOrEqual(500);
      expect(content_snippet.isWellFormed()).toBe(true);
    }
  });

  it('is not misled by a word that only begins alike', async () => {
    await said(
      'a',
      'Planets. Planks. Planes.',
      'A planet.',
      'A plank.',
      'Planetary.',
      'Plants.',
      'I planned it.',
    );
    expect((await finds('plan')).map((find) => find.content_snippet)).toEqual(['I planned it.']);
  });

  it('shows the current text', async () => {
    const id = await store('a', { answers: ['Paper.'], summary: 'Old notebooks.' });
    await ada.patch(`/user_interviews/${id}/`, { summary: 'New folders.' });
    expect(await finds('notebook')).toEqual([]);
    expect(await finds('folder')).toMatchObject([{ content_snippet: 'New folders.' }]);
  });

  it('finds nothing that is not shown', async () => {
    const declined = await store('declined', { status: 'declined', answers: ['Confidential.'] });
    await store('opened', { status: 'opened', transcript: 'Interviewee: Confidential.' });
    await store('test', { kind: 'test', answers: ['Confidential.'], summary: 'Confidential.' });
    await store('skipped', { answers: [null] });
    expect(await finds('confidential')).toEqual([]);
    expect(await finds(SKIPPED_TEXT)).toEqual([]);
    // Who speaks is said by nobody.
    expect(await finds('interviewee')).toEqual([]);
    await parley.database.query(`UPDATE user_interview SET status = 'started' WHERE id = $1`, [declined]);
    expect(await people('confidential')).toEqual(['declined']);
    await parley.database.query(`UPDATE user_interview SET status = 'declined' WHERE id = $1`, [declined]);
    expect(await finds('confidential')).toEqual([]);
  });

  it('keeps to topic, classifications and project', async () => {
    const other = (await ada.createTopic()).id;
    await store('here', { answers: ['Paper.'], classifications: ['off-topic'] });
    await store('there', { answers: ['Paper.'] }, other);
    await store('left', { status: 'started', answers: [], summary: 'Paper.', hoursAgo: 99 });
    expect(await people('paper')).toEqual(['here', 'left', 'there']);
    expect(await people('paper', { topic_id: null })).toHaveLength(3);
    expect(await people('paper', { topic_id: other })).toEqual(['there']);
    expect(await people('paper', { topic_id: randomUUID() })).toEqual([]);
    expect(await people('paper', { classifications: ['off-topic'] })).toEqual(['here']);
    expect(await people('paper', { classifications: ['abandoned', 'off-topic'] })).toEqual(['here', 'left']);
    const eve = await parley.client({ email: 'eve@parley.test', project: randomUUID() });
    const foreign = await eve.post(SEARCH, { query: 'paper' });
    expect([foreign.status, foreign.body]).toEqual([200, []]);
    expect((await eve.post(SEARCH, { query: 'paper', topic_id: topic })).body).toEqual([]);
  });

  it('ranks the newest of many matches, and takes the same statements for many', async () => {
    const statements = async () => (await statementsOf(() => finds('paper', { limit: 50 }))).length;
    await store('newest', { answers: ['Paper.'] });
    const one = await statements();
    await parley.database.query(
      `INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, status, started_at,
         created_at, transcript, search_config)
       SELECT t.project_id, t.id, t.created_by_id, 'personal', 'p' || n, 'completed', now(),
              now() - n * interval '1 minute', 'Interviewee: ' || repeat('paper ', CASE WHEN n < $2 THEN 1 ELSE 9 END), 'english'
       FROM user_interview_topic t, generate_series(1, $2 + 20) AS n WHERE t.id = $1`,
      [topic, MAX_RANKED],
    );
    const found = await finds('paper', { limit: 50 });
    expect(found).toHaveLength(50);
    expect(new Set(found.map(({ interview_id }) => interview_id)).size).toBe(50);
    expect(found.map((find) => find.interviewee_identifier)).not.toContain(`p${MAX_RANKED + 5}`);
    expect(await statements()).toBe(one);
    // Rarer words are found however old they are.
    await store('oldest', { answers: ['Paper and zebras.'], hoursAgo: 9999 });
    expect(await people('paper zebra')).toEqual(['oldest']);
  });
});

describe('what search is asked', () => {
  let ada: ApiClient;
  let topic: string;

  beforeEach(async () => {
    ada = await parley.client({ project: randomUUID() });
    topic = (await ada.createTopic()).id;
  });

  const said = (...answers: string[]) => insertResponse(parley.database, topic, { answers });

  it.each([
    [{}, 'required', 'query'],
    [{ query: null }, 'null', 'query'],
    [{ query: ' ' }, 'blank', 'query'],
    [{ query: 'x'.repeat(2001) }, 'max_length', 'query'],
    [{ query: 'a\0b' }, 'invalid_input', 'query'],
    [{ query: 'x', limit: 0 }, 'invalid_input', 'limit'],
    [{ query: 'x', limit: 51 }, 'invalid_input', 'limit'],
    [{ query: 'x', limit: 1.5 }, 'invalid_input', 'limit'],
    [{ query: 'x', limit: '5' }, 'invalid_input', 'limit'],
    [{ query: 'x', limit: null }, 'null', 'limit'],
    [{ query: 'x', document_types: [] }, 'empty', 'document_types'],
    [{ query: 'x', document_types: ['audio'] }, 'invalid_input', 'document_types__0'],
    [{ query: 'x', document_types: 'summary' }, 'not_a_list', 'document_types'],
    [{ query: 'x', classifications: [] }, 'empty', 'classifications'],
    [{ query: 'x', classifications: ['off-topic', 'rude'] }, 'invalid_input', 'classifications__1'],
    [{ query: 'x', topic_id: 'x' }, 'invalid_input', 'topic_id'],
  ])('refuses %.60j', async (body, code, attr) => {
    expectError(await ada.post(SEARCH, body), 400, { code, attr });
  });

  it('reads a form too', async () => {
    await said('Paper.');
    const answer = await ada.request<SearchResultDto[]>(
      'POST',
      ada.project + SEARCH,
      'query=paper&limit=5&document_types=transcript',
      { 'content-type': 'application/x-www-form-urlencoded' },
    );
    expect([answer.status, answer.body.length]).toEqual([200, 1]);
  });

  it.each([
    '"',
    '""',
    '-',
    '--',
    '-"',
    '- -"" OR',
    'OR',
    'OR OR OR',
    "'",
    "''; DROP TABLE user_interview; --",
    '\\',
    "\\' | !'",
    'a:* & !b | (c <-> d)',
    '<-> <1> :A :*',
    '%_%',
    '()()',
    '!'.repeat(2000),
    '"'.repeat(2000),
    '-a '.repeat(600),
    'a or '.repeat(400),
    '("'.repeat(1000),
    'a-'.repeat(1000),
    'ﷺ'.repeat(2000),
    '😀'.repeat(2000),
    'ä'.repeat(2000),
    '\u202e\u200b\ufeff x',
    'w'.repeat(2000),
    Array.from({ length: 400 }, (_, n) => `w${n}`).join(' '),
    'http://[::1]:99999/?a=b&c#d x@y.z 1e999 -0.5 <b>paper</b> &amp;',
  ])('never fails: %.30s', async (query) => {
    const short = Array.from(query).slice(0, 400).join('');
    await said(`Paper, and \\ "quotes" it's 😀 ${query}`);
    expect((await ada.post(SEARCH, { query })).status).toBe(200);
    expect((await ada.get(`/user_interviews/?search=${encodeURIComponent(short)}`)).status).toBe(200);
  });
});

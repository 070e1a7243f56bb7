import { randomUUID } from 'node:crypto';
import type { SearchResultDto } from '../../src/responses/search/search.dto';
import type { ApiClient } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { insertResponse } from '../support/builders/responses';
import { useTestApp } from '../support/app/test-app';

const SEARCH = '/user_interviews/search/';

describe('what search is asked', () => {
  const parley = useTestApp();
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

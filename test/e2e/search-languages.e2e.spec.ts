import { randomUUID } from 'node:crypto';
import type { ResponseDto } from '../../src/responses/response.dto';
import type { SearchResultDto } from '../../src/responses/search/search.dto';
import { useTestApp } from '../support/app/test-app';
import { insertResponse, type StoredResponse } from '../support/builders/responses';
import type { ApiClient } from '../support/clients/api-client';

const parley = useTestApp();
/** As stored for a call, whose language is not known. */
const UNKNOWN = 'simple';
const CONFIGS = ['english', 'german', 'spanish', UNKNOWN];

describe('search in several languages', () => {
  let ada: ApiClient;
  let topic: string;

  beforeEach(async () => {
    ada = await parley.client({ project: randomUUID() });
    topic = (await ada.createTopic()).id;
  });

  const store = (identifier: string, response: StoredResponse) =>
    insertResponse(parley.database, topic, { identifier, ...response });
  const finds = async (query: string, options: object = {}) =>
    (await ada.post<SearchResultDto[]>('/user_interviews/search/', { query, ...options })).body;
  const people = async (query: string) =>
    (await finds(query)).map((find) => find.interviewee_identifier).sort();
  const listed = async (query: string) => {
    const { body } = await ada.get<{ results: ResponseDto[] }>(
      `/user_interviews/?search=${encodeURIComponent(query)}`,
    );
    return body.results.map((row) => row.interviewee_identifier).sort();
  };
  const expectBoth = async (query: string, expected: string[]) => {
    expect([query, await people(query)]).toEqual([query, expected]);
    expect([query, await listed(query)]).toEqual([query, expected]);
  };

  describe('a call', () => {
    it.each([
      [
        'The session replays were slowing us down.',
        ['session replay', 'slow', 'slowed', 'is session replay slow?'],
      ],
      [
        'Wir haben viele Häuser besucht, und die Berichte luden langsam.',
        ['Haus', 'häuser', 'Bericht', 'besuchten wir ein Haus'],
      ],
      [
        'Hicimos tres entrevistas; los informes tardaron mucho.',
        ['entrevista', 'ENTREVISTAS', 'informe', 'tardar', 'las entrevistas del informe'],
      ],
      ['Paprastai planuoju savaitę.', ['savaitę', 'PLANUOJU']],
    ])('is found by forms of words: %s', async (text, queries) => {
      await store('call', {
        callId: randomUUID(),
        searchConfig: UNKNOWN,
        answers: [],
        transcript: `Interviewee: ${text}`,
      });
      for (const query of queries) await expectBoth(query, ['call']);
    });

    it('may mix languages', async () => {
      const turns = [
        'Why did you leave?',
        'Die Übersichten waren langsam, and the dashboards crashed.',
        'Las reuniones también.',
      ];
      const transcript = turns
        .map((turn, n) => `${n === 0 ? 'Interviewer' : 'Interviewee'}: ${turn}`)
        .join('\n\n');
      await store('call', { callId: 'mixed', searchConfig: UNKNOWN, answers: [], transcript });
      for (const query of [
        'Übersicht',
        'dashboard crash',
        'reunión',
        'Übersicht dashboard reunión leaving',
      ]) {
        await expectBoth(query, ['call']);
      }
      expect(await finds('reunión')).toMatchObject([
        { content_snippet: turns[2], position: 2, speaker: 'interviewee' },
      ]);
      expect(await finds('übersicht')).toMatchObject([{ content_snippet: turns[1], position: 1 }]);
    });

    it('keeps phrases together and excludes by any form', async () => {
      await store('near', { searchConfig: UNKNOWN, answers: ['Die langsamen Berichte und Budgets.'] });
      await store('far', { searchConfig: UNKNOWN, answers: ['Langsam waren die Berichte.'] });
      await expectBoth('"langsame Berichte"', ['near']);
      await expectBoth('Bericht -budget', ['far']);
      await expectBoth('Bericht -langsam', []);
    });

    it('shows the passage in a long transcript, also for phrases', async () => {
      const filler = Array.from({ length: 120 }, (_, n) => `Interviewee: ${`wort${n} `.repeat(50)}`).join(
        '\n\n',
      );
      const transcript = `${filler}\n\nInterviewee: Unsere großen Häuser in Bremen.\n\n${filler}`;
      await store('call', { searchConfig: UNKNOWN, answers: [], transcript });
      expect(await finds('Haus Bremen')).toMatchObject([
        { content_snippet: 'Unsere großen Häuser in Bremen.' },
      ]);
      expect(await finds('"große Häuser"')).toMatchObject([
        { content_snippet: 'Unsere großen Häuser in Bremen.' },
      ]);
    });

    it('with more words than an index can hold is stored, and found by the words as they are', async () => {
      // Letters of four bytes. With and without the s they make two words each.
      const wordAt = (n: number) =>
        `a${[...String(n + 100_000)]
          .map((d) => String.fromCodePoint(0x20000 + Number(d)))
          .join('')
          .repeat(2)}s`;
      const textFrom = (first: number, count: number) =>
        Array.from({ length: count }, (_, n) => wordAt(first + n)).join(' ');
      await store('call', {
        searchConfig: UNKNOWN,
        answers: [],
        transcript: textFrom(0, 6500),
        summary: textFrom(7000, 3300),
      });
      expect(await people(wordAt(3))).toEqual(['call']);
      expect(await people(wordAt(3).slice(0, -1))).toEqual([]);
      expect(await people(wordAt(7003))).toEqual(['call']);
    });
  });

  describe('stop words', () => {
    it.each([
      ['english', 'Session replays slow everything down.'],
      ['german', 'Session Replay ist slow.'],
      ['spanish', 'El session replay va slow.'],
      [UNKNOWN, 'Session replay felt slow.'],
    ])('do not make a query miss what was said in %s', async (searchConfig, text) => {
      await store('grace', { answers: [text], searchConfig, questions: ['?'] });
      for (const query of [
        'is session replay slow?',
        'Is the session replay slow',
        'ist das Session Replay slow?',
        'war die Session Replay so slow',
        '¿es el session replay slow?',
        "isn't session replay slow",
        'doesn’t session replay slow?',
        "they've slow session replay; I'm",
      ]) {
        await expectBoth(query, ['grace']);
      }
      await expectBoth('is session replay fast?', []);
    });

    it('are no reason to miss in the summary either', async () => {
      await store('grace', {
        searchConfig: 'german',
        answers: ['Alles gut.'],
        summary: 'Complains about slow session replay.',
      });
      expect(await finds('is session replay slow?')).toMatchObject([{ document_type: 'summary' }]);
    });

    it.each(CONFIGS)('alone are looked for as they are, in %s', async (searchConfig) => {
      await store('hamlet', { searchConfig, answers: ['To be or not to be. Die, war, todo.'] });
      await store('paper', { searchConfig, answers: ['Paper.'] });
      for (const query of ['not', '"to be"', 'to be', 'die', 'war', 'todo', 'die war', 'is OR not']) {
        await expectBoth(query, ['hamlet']);
      }
      await expectBoth('el los', []);
    });

    it('of another language still count: who says them comes first, and who is not to is left out', async () => {
      await store('with', { answers: ['My todo list.'] });
      await store('without', { answers: ['My list.'] });
      expect((await finds('todo list')).map((find) => find.interviewee_identifier)).toEqual([
        'with',
        'without',
      ]);
      await expectBoth('list -todo', ['without']);
      await expectBoth('list -the', ['with', 'without']);
    });
  });

  it.each(CONFIGS)('no punctuation becomes a part of a word, in %s', async (searchConfig) => {
    const text = '¿Häuser? „Straßen“ – «Dashboard»… it’s O’Brien—fast. ¡Qué!';
    await store('quoted', { searchConfig, answers: [text], name: '“Ana”', kind: 'shared' });
    for (const query of [
      'häuser',
      'Straßen',
      'dashboard',
      '“dashboard”',
      '¿häuser?',
      "o'brien",
      'o’brien',
      'fast',
      'brien—fast',
    ]) {
      await expectBoth(query, ['quoted']);
    }
    expect(await listed('ana')).toEqual(['quoted']);
  });

  it('a query in one language finds the same words in responses of all', async () => {
    for (const searchConfig of CONFIGS)
      await store(searchConfig, { searchConfig, answers: ['Dashboard, Kubernetes, Zoë.'] });
    for (const query of ['the dashboard', 'das Dashboard', 'el dashboard de kubernetes', 'zoë']) {
      await expectBoth(query, [...CONFIGS].sort());
    }
  });
});

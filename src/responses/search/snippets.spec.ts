import { MAX_SNIPPET_LENGTH } from './search.dto';
import { plainWords, rankSnippets, splitIntoSnippets } from './snippets';

describe('splitIntoSnippets', () => {
  it('splits a transcript into turns with speaker and position', () => {
    expect(
      splitIntoSnippets('Interviewer: How do you plan?\n\nInterviewee: On paper.\n\nNo label.', 'transcript'),
    ).toEqual([
      { text: 'How do you plan?', speaker: 'interviewer', position: 0 },
      { text: 'On paper.', speaker: 'interviewee', position: 1 },
      { text: 'No label.', speaker: null, position: 2 },
    ]);
  });

  it('splits a summary into paragraphs, without speaker and position', () => {
    expect(splitIntoSnippets('Interviewer: seemed tired.\n\n\nPlans on\npaper.', 'summary')).toEqual([
      { text: 'Interviewer: seemed tired.', speaker: null, position: null },
      { text: 'Plans on\npaper.', speaker: null, position: null },
    ]);
  });

  it('has no snippets for an empty document, and counts empty turns', () => {
    expect(splitIntoSnippets('', 'summary')).toEqual([]);
    expect(splitIntoSnippets('Interviewer: \n\nInterviewee: Yes.', 'transcript')).toEqual([
      { text: 'Yes.', speaker: 'interviewee', position: 1 },
    ]);
  });

  describe('of a long turn', () => {
    const textsOf = (text: string) => splitIntoSnippets(text, 'summary').map((snippet) => snippet.text);

    it('cuts after the last sentence that fits', () => {
      const sentence = `${'x'.repeat(240)}.`;
      expect(textsOf(`${sentence} ${sentence} ${sentence}`)).toEqual([`${sentence} ${sentence}`, sentence]);
    });

    it('cuts after a word when the only sentence is short', () => {
      const [first = '', ...rest] = textsOf(`Yes. ${'word '.repeat(150)}`);
      expect(first.length).toBeGreaterThan(MAX_SNIPPET_LENGTH - 10);
      expect(first.endsWith('word')).toBe(true);
      expect([first, ...rest].join(' ')).toBe(`Yes. ${'word '.repeat(150)}`.trim());
    });

    it('cuts at the limit without spaces, but never within a character', () => {
      expect(textsOf('x'.repeat(MAX_SNIPPET_LENGTH + 1))).toEqual(['x'.repeat(MAX_SNIPPET_LENGTH), 'x']);
      const pieces = textsOf(`x${'😀'.repeat(MAX_SNIPPET_LENGTH)}`);
      expect(pieces.every((piece) => piece.isWellFormed() && piece.length <= MAX_SNIPPET_LENGTH)).toBe(true);
      expect(pieces.join('')).toBe(`x${'😀'.repeat(MAX_SNIPPET_LENGTH)}`);
    });

    it('keeps the speaker and the position of the turn', () => {
      const snippets = splitIntoSnippets(
        `Interviewer: Why?\n\nInterviewee: ${'word '.repeat(150)}`,
        'transcript',
      );
      expect(snippets.slice(1)).toHaveLength(2);
      for (const { speaker, position } of snippets.slice(1)) {
        expect([speaker, position]).toEqual(['interviewee', 1]);
      }
    });
  });
});

describe('rankSnippets', () => {
  const rank = (texts: string[], lexemes: string[], words: string[], count = texts.length) =>
    rankSnippets(
      texts.map((text) => ({ text, speaker: null, position: null })),
      lexemes,
      words,
      count,
    ).map(({ text }) => text);

  it('puts snippets with more of the words first, and keeps the order of equal ones', () => {
    expect(
      rank(
        ['nothing', 'a plan', 'no plans', 'a plan on paper', 'paper'],
        ['plan', 'paper'],
        ['plan', 'paper'],
      ),
    ).toEqual(['a plan on paper', 'a plan', 'paper', 'no plans', 'nothing']);
  });

  it('counts a whole word more than a prefix, and text within a word not at all', () => {
    expect(rank(['explanation', 'planning', 'plan'], ['plan'], ['plan'])).toEqual([
      'plan',
      'planning',
      'explanation',
    ]);
  });

  it('finds a word whose lexeme is not its prefix', () => {
    expect(rank(['sad', 'happy'], ['happi'], ['happy'])).toEqual(['happy', 'sad']);
  });

  it('compares without case and accents', () => {
    expect(rank(['nada', 'PLANIFICACIÓN'], ['planif'], ['planificación'])).toEqual(['PLANIFICACIÓN', 'nada']);
  });

  it('returns at most the given number', () => {
    expect(rank(['a plan', 'a plan', 'plan b'], ['plan'], ['plan'], 2)).toEqual(['a plan', 'a plan']);
  });
});

describe('plainWords', () => {
  it('splits at everything but letters and digits, without case and accents', () => {
    expect(plainWords('Où est «Zażółć», 2nd?')).toEqual(['ou', 'est', 'zazołc', '2nd']);
    expect(plainWords(' - ')).toEqual([]);
  });
});

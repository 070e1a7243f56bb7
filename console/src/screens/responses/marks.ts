/** A part of a text, from `start` to before `end`. */
export interface Range {
  start: number;
  end: number;
}

/** A piece of a text, with what is to be seen of it. */
export interface Segment {
  text: string;
  /** Number of the match in the text, from 0; null for what has not been searched for. */
  match: number | null;
  /** Whether it belongs to the passage that the search has named. */
  isPassage: boolean;
}

/** As in the search of the API. */
const MAX_TERMS = 20;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Words that say too little to be marked, unless there are no others. */
const WEAK = new Set(
  (
    'a an and are as at be by do for from have how i in is it my not of on or so that the they this to was we what ' +
    'when with you das dem den der des die ein eine er es für ich im in ist man mit nicht sich sie und von war was wie ' +
    'wir zu al como con de del el en es esta la las lo los mi no para por que se sin su un una y yo'
  ).split(' '),
);
/** Endings of inflected forms in English, German and Spanish. */
const ENDING =
  /^(?:|e?s|e?d|ing|ings|ers?|ly|y|ies|ied|iers?|iest|ness|ments?|ions?|e[mnrs]?|n|t|te|ten|tet|st|est|ende?|ungs?|ungen|[ao]s?|[aei]r|[aei]mos|an|ando|iendo|[ai]d[ao]s?|aba[ns]?|aron|ieron|mente)$/;
/** Endings that make another form of a word of three letters. */
const SHORT_ENDING = /^(?:|s|es|ed|ing|en)$/;

/** Words that must follow one another. */
type Phrase = readonly string[];

/**
 * Finds what a search has asked for in a text: the words in any of their forms, and "phrases". The search of the server
 * knows the languages better; this is for showing where it has found something.
 */
export class MatchFinder {
  private readonly phrases: readonly Phrase[];

  constructor(query: string) {
    this.phrases = phrasesOf(query);
  }

  /** The matches in their order, those that touch as one. */
  rangesIn(text: string): Range[] {
    return merged([...this.matches(text)]);
  }

  /** The matches from the start of the text on, each word by itself. */
  *matches(text: string): Generator<Range> {
    if (this.phrases.length === 0) return;
    const longest = Math.max(...this.phrases.map(({ length }) => length));
    const window: (Range & { word: string })[] = [];
    for (const { 0: found, index } of text.matchAll(WORD)) {
      window.push({ word: folded(found), start: index, end: index + found.length });
      if (window.length > longest) window.shift();
      const phrase = this.phrases.find((words) => endsWith(window, words));
      const first = phrase && window[window.length - phrase.length];
      if (first) yield { start: first.start, end: index + found.length };
    }
  }

  /** Whether there is a match in the text. */
  isIn(text: string): boolean {
    return this.matches(text).next().done !== true;
  }
}

function endsWith(window: readonly { word: string }[], words: Phrase): boolean {
  const from = window.length - words.length;
  return from >= 0 && words.every((word, n) => isSameWord(word, window[from + n]?.word ?? ''));
}

/** The words and phrases that a query asks for, in the syntax of the API. */
function phrasesOf(query: string): Phrase[] {
  const terms = [...query.matchAll(/(-?)"([^"]*)"?|(\S+)/gu)]
    .slice(0, MAX_TERMS)
    .filter(([, minus, , word]) => minus !== '-' && !/^(?:-.*|or)$/i.test(word ?? ''))
    .map(([, , phrase, word]) => wordsOf(phrase ?? word ?? ''))
    .filter((words) => words.length > 0);
  const strong = terms.filter((words) => words.length > 1 || !WEAK.has(words[0] ?? ''));
  return strong.length > 0 ? strong : terms;
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(WORD)].map(([word]) => folded(word));
}

function folded(word: string): string {
  const lower = word.toLowerCase();
  return /^[\0-\x7f]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '');
}

/** Whether two words in lower case can be forms of one word. */
function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  let common = 0;
  while (common < one.length && one[common] === other[common]) common += 1;
  if (common < 3) return false;
  const rests = [one, other].map((word) => withoutDoubled(word, common));
  if (common === 3) return rests.includes('') && rests.every((rest) => SHORT_ENDING.test(rest));
  return rests.every((rest) => ENDING.test(rest));
}

/** The rest of a word, without the consonant that some forms double: "ing" of "planning" after "plan". */
function withoutDoubled(word: string, common: number): string {
  const rest = word.slice(common);
  return rest.length > 1 && rest[0] === word[common - 1] ? rest.slice(1) : rest;
}

/** Cuts a text into pieces at the borders of matches, which do not overlap, and of the passage. */
export function segmentsOf(text: string, matches: readonly Range[], passage: Range | null = null): Segment[] {
  const borders = new Set([0, text.length]);
  for (const { start, end } of passage === null ? matches : [...matches, passage])
    borders.add(start).add(end);
  const cuts = [...borders].sort((a, b) => a - b);
  let next = 0;
  return cuts.slice(0, -1).map((start, n) => {
    while ((matches[next]?.end ?? Infinity) <= start) next += 1;
    const isMatch = (matches[next]?.start ?? Infinity) <= start;
    return {
      text: text.slice(start, cuts[n + 1]),
      match: isMatch ? next : null,
      isPassage: passage !== null && passage.start <= start && start < passage.end,
    };
  });
}

function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else result.push({ ...range });
  }
  return result;
}

/** Where the search's snippet stands in a text; null when it is not there as it is. */
export function passageIn(text: string, snippet: string): Range | null {
  const start = snippet === '' ? -1 : text.indexOf(snippet);
  return start < 0 ? null : { start, end: start + snippet.length };
}

/** A part of a text around its first match, or its beginning without one. */
export function excerptOf(text: string, finder: MatchFinder, length = 280): string {
  const [first] = take(finder.matches(text), 1);
  const from = first ? Math.max(0, first.start - Math.floor(length / 4)) : 0;
  const start = from === 0 ? 0 : wordStart(text, from, first?.start ?? from);
  const part = text.slice(start, start + length);
  // No half of a character at the end.
  const whole = /[\ud800-\udbff]$/.test(part) ? part.slice(0, -1) : part;
  return `${start > 0 ? '… ' : ''}${whole}${start + length < text.length ? ' …' : ''}`;
}

/** The start of the first word after `from`, at most `limit`. */
function wordStart(text: string, from: number, limit: number): number {
  const space = text.slice(from, limit).search(/\s\S/u);
  if (space >= 0) return from + space + 1;
  return /[\udc00-\udfff]/.test(text[from] ?? '') ? from + 1 : from;
}

function take<T>(items: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length === count) break;
    taken.push(item);
  }
  return taken;
}

import { type DocumentType, MAX_SNIPPET_LENGTH, type Snippet, type Speaker } from './search.dto';

const TURN = /^Interview(er|ee): /;
/** A sentence may end a snippet once it is this long. */
const MIN_LENGTH = 200;
/** Shorter beginnings of a word say nothing. */
const MIN_PREFIX = 3;

/** Cuts a document into snippets: a summary by paragraphs, a transcript by turns, long ones further by sentences. */
export function splitIntoSnippets(text: string, type: DocumentType): Snippet[] {
  return text.split(/\n{2,}/).flatMap((turn, position) => {
    const [label = '', speaker] = type === 'transcript' ? (TURN.exec(turn) ?? []) : [];
    const said = speaker === undefined ? null : (`interview${speaker}` as Speaker);
    return piecesOf(turn.slice(label.length)).map((piece) => ({
      text: piece,
      speaker: said,
      position: type === 'transcript' ? position : null,
    }));
  });
}

/**
 * The snippets that most likely hold these forms of words, best first. A look at the beginnings of words only, which
 * is fast enough for long documents; PostgreSQL has the last word.
 */
export function rankSnippets(
  snippets: Snippet[],
  lexemes: string[],
  words: string[],
  count: number,
): Snippet[] {
  const forms = lexemes.map((lexeme) => prefixOf(lexeme, words)).filter((prefix) => prefix !== '');
  const prefixes = [...new Set(forms)];
  const scored = snippets.map((snippet, order) => ({ snippet, order, score: score(snippet.text, prefixes) }));
  return scored
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, count)
    .map(({ snippet }) => snippet);
}

/** The words of a text, without case and accents. */
export function plainWords(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function plain(text: string): string {
  const lower = text.toLowerCase();
  return /^[\0-\x7f]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '');
}

/** How a form of a word and the word begin alike: a form, such as "happi" of "happy", need not begin any word. */
function prefixOf(lexeme: string, words: string[]): string {
  const [form = ''] = plainWords(lexeme);
  const shared = words.map((word) => commonLength(form, word));
  const longest = Math.max(0, ...shared);
  return longest >= MIN_PREFIX ? form.slice(0, longest) : form;
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** Counts the different forms that occur; whole words count more than beginnings. */
function score(text: string, prefixes: string[]): number {
  const searched = plain(text);
  return prefixes.reduce((total, prefix) => total + scoreOf(searched, prefix), 0);
}

/** 2 for a whole word, 1 for a beginning of one, 0 for nothing. */
function scoreOf(text: string, prefix: string): number {
  let best = 0;
  for (let at = text.indexOf(prefix); at >= 0 && best < 2; at = text.indexOf(prefix, at + 1)) {
    if (isInWord(text[at - 1])) continue;
    best = isInWord(text[at + prefix.length]) ? Math.max(best, 1) : 2;
  }
  return best;
}

function isInWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > MAX_SNIPPET_LENGTH) {
    const cut = cutOf(rest);
    pieces.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** Where to cut: behind the last sentence, else behind the last word, else anywhere but within a character. */
function cutOf(text: string): number {
  const head = text.slice(0, MAX_SNIPPET_LENGTH);
  const sentences = [...head.matchAll(/[.!?…]\s/gu)].map(({ index }) => index + 1);
  const sentence = sentences.at(-1) ?? 0;
  if (sentence >= MIN_LENGTH) return sentence;
  const space = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'));
  if (space >= MIN_LENGTH) return space;
  const splitsPair = /[\ud800-\udbff]$/.test(head);
  return splitsPair ? head.length - 1 : head.length;
}

import { type DocumentType, MAX_SNIPPET_LENGTH, type Snippet, type Speaker } from './search.dto';

const TURN = /^Interview(er|ee): /;
/** A snippet is not cut after a sentence or a word before this length. */
const MIN_LENGTH = 200;
/** A shorter common prefix of two words does not show that they are related. */
const MIN_PREFIX = 3;

/** Cuts a document into snippets: a summary by paragraphs, a transcript by turns, long ones further by sentences. */
export function splitIntoSnippets(text: string, type: DocumentType): Snippet[] {
  return text.split(/\n{2,}/).flatMap((turn, position) => {
    const [label = '', role] = type === 'transcript' ? (TURN.exec(turn) ?? []) : [];
    const speaker = role === undefined ? null : (`interview${role}` as Speaker);
    return splitLongText(turn.slice(label.length)).map((piece) => ({
      text: piece,
      speaker,
      position: type === 'transcript' ? position : null,
    }));
  });
}

/**
 * Selects the snippets that most likely contain the searched words, best first. Compares prefixes of words only, which
 * is fast enough for long documents; PostgreSQL then ranks the selected ones exactly.
 * @param lexemes normalised forms of the words, as PostgreSQL makes them
 * @param words the words as they were searched for
 * @param count the maximum number of snippets
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

/** Splits a text into words in lower case and without accents. */
export function plainWords(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function plain(text: string): string {
  const lower = text.toLowerCase();
  return /^[\0-\x7f]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '');
}

/** The common prefix of a lexeme and its word: a lexeme, such as "happi" of "happy", need not be a prefix of a word. */
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

/** Counts the prefixes that occur in the text; whole words count more. */
function score(text: string, prefixes: string[]): number {
  const searched = plain(text);
  return prefixes.reduce((total, prefix) => total + scoreOf(searched, prefix), 0);
}

/** 2 if the prefix occurs as a whole word, 1 if it only begins words, 0 if it does not occur. */
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

function splitLongText(text: string): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > MAX_SNIPPET_LENGTH) {
    const cut = cutPosition(rest);
    pieces.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** Where to cut: after the last sentence, else after the last word, else at the limit but never within a character. */
function cutPosition(text: string): number {
  const head = text.slice(0, MAX_SNIPPET_LENGTH);
  const sentences = [...head.matchAll(/[.!?…]\s/gu)].map(({ index }) => index + 1);
  const sentence = sentences.at(-1) ?? 0;
  if (sentence >= MIN_LENGTH) return sentence;
  const space = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'));
  if (space >= MIN_LENGTH) return space;
  const splitsPair = /[\ud800-\udbff]$/.test(head);
  return splitsPair ? head.length - 1 : head.length;
}

/** A word or a phrase that a query asks for or excludes. All terms of an alternative must match. */
export interface Term {
  alternative: number;
  text: string;
  excluded: boolean;
}

/** Further terms are ignored: they make a search slow and rarely find anything. */
export const MAX_TERMS = 20;

/**
 * Parses a query: words that must all occur, "phrases", -exclusions, OR between alternatives. Text that is no syntax is
 * read as words, so no query is an error. An alternative that only excludes is dropped, because it would match nearly
 * every response.
 */
export function parseQuery(query: string): Term[] {
  const terms: Term[] = [];
  let alternative = 0;
  for (const [, minus, phrase, word] of query.matchAll(/(-?)"([^"]*)"?|(\S+)/gu)) {
    if (terms.length === MAX_TERMS) break;
    if (word !== undefined && /^or$/i.test(word)) {
      alternative += 1;
      continue;
    }
    const text = (phrase ?? word ?? '').replace(/^-+/, '').trim();
    const excluded = minus === '-' || (word?.startsWith('-') ?? false);
    if (text !== '') terms.push({ alternative, text, excluded });
  }
  const asking = new Set(terms.filter(({ excluded }) => !excluded).map((term) => term.alternative));
  return terms.filter((term) => asking.has(term.alternative));
}

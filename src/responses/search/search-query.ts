/** A word or a phrase that a query asks for, or excludes. All terms of one alternative must hold. */
export interface Term {
  alternative: number;
  text: string;
  excluded: boolean;
}

/** More make a search slow and find nothing. */
export const MAX_TERMS = 20;

/** The languages whose word forms are known. `simple` reads words as they are. */
const SEARCH_CONFIGS = ['simple', 'english', 'german', 'spanish'];

/**
 * Reads a query: words that must all occur, "phrases", -exclusions, OR between alternatives. Whatever is no syntax is
 * a word, so nothing is an error. An alternative that only excludes finds nothing, since all else would be a find.
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

/** The values that {@link queriesSql} takes. */
export function queryValues(terms: Term[]): unknown[] {
  return [
    SEARCH_CONFIGS,
    terms.map(({ alternative }) => alternative),
    terms.map(({ text }) => text),
    terms.map(({ excluded }) => excluded),
  ];
}

/**
 * SQL of the common table expressions that give `query`: what to look for in interviews of each language. An interview
 * is asked in its own language only; else "-budget" would, in a language that does not know the form, spare
 * "budgets". Words that the language ignores are dropped, unless there are no others.
 *
 * - `exact`: what has to hold.
 * - `loose`: the same without the order of words in phrases, which an index answers without a look at the row.
 * - `ranked`: any of the words; ranking by a conjunction takes time by the square of the occurrences.
 * - `lexemes`: the same words as a list.
 *
 * @param first number of the first of the four parameters of {@link queryValues}
 */
export function queriesSql(first: number): string {
  return `term AS (
      SELECT alternative, parley_fold(text) AS text, excluded
      FROM unnest($${first + 1}::integer[], $${first + 2}::text[], $${first + 3}::boolean[])
        AS term (alternative, text, excluded)
    ), in_language AS (
      SELECT config, alternative, excluded, text,
             phraseto_tsquery('simple', text) || phraseto_tsquery(config::regconfig, text) AS phrase,
             plainto_tsquery('simple', text) || plainto_tsquery(config::regconfig, text) AS words,
             numnode(plainto_tsquery(config::regconfig, text)) = 0 AS is_ignored
      FROM unnest($${first}::text[]) AS language (config), term
    ), weighed AS (
      SELECT *, bool_and(is_ignored) FILTER (WHERE NOT excluded) OVER (PARTITION BY config, alternative) AS all_ignored
      FROM in_language
    ), kept AS (
      SELECT * FROM weighed WHERE NOT is_ignored OR (all_ignored AND NOT excluded)
    ), alternatives AS (
      SELECT config,
             parley_all_of(CASE WHEN excluded THEN !!phrase ELSE phrase END) AS exact,
             parley_all_of(
               CASE WHEN NOT excluded THEN words WHEN phrase::text ~ '<' THEN '' ELSE !!words END) AS loose
      FROM kept GROUP BY config, alternative
      HAVING numnode(parley_all_of(words) FILTER (WHERE NOT excluded)) > 0
    ), words AS (
      SELECT config, array_agg(DISTINCT lexeme) AS lexemes,
             string_agg(DISTINCT '''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || '''', ' | ')::tsquery AS ranked
      FROM kept,
           unnest(tsvector_to_array(to_tsvector('simple', text) || to_tsvector(config::regconfig, text))) AS lexeme
      WHERE NOT excluded GROUP BY config
    ), query AS MATERIALIZED (
      SELECT config, parley_any_of(exact) AS exact, parley_any_of(loose) AS loose,
             parley_any_of(exact)::text = parley_any_of(loose)::text AS is_loose, ranked, lexemes
      FROM alternatives JOIN words USING (config) GROUP BY config, ranked, lexemes
    )`;
}

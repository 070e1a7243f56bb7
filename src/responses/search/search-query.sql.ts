import type { Term } from './search-query';

/** Text search configurations of the languages of interviews. `simple` does not change words. */
const SEARCH_CONFIGS = ['simple', 'english', 'german', 'spanish'];

/** Values for the parameters of {@link queriesSql}. */
export function queryValues(terms: Term[]): unknown[] {
  return [
    SEARCH_CONFIGS,
    terms.map(({ alternative }) => alternative),
    terms.map(({ text }) => text),
    terms.map(({ excluded }) => excluded),
  ];
}

/**
 * SQL of the common table expressions that end in `query`: one row of conditions for each language. An interview is
 * searched in its own language only. In another language the exclusion "-budget" would not match "budgets", and so
 * not exclude it. Words that the language ignores are dropped, unless there are no others.
 *
 * - `exact`: the condition that a document must match.
 * - `loose`: the same without the order of words in phrases; an index can check it without reading the row.
 * - `ranked`: any of the words. Ranking by all of them would take quadratic time in the number of occurrences.
 * - `lexemes`: the words of `ranked` as a list.
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

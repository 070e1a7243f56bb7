import type { Term } from './search-query';

/**
 * Text search configurations of responses. `simple`, which does not change words, is that of responses whose language
 * is not known; they are indexed and searched in all languages (`parley_search_words`).
 */
const SEARCH_CONFIGS = ['simple', 'english', 'german', 'spanish'];

/** Ends of English words such as "isn't" and "they've", of which the lists of ignored words have only the first part. */
const CONTRACTION = `(n?[''’ ]t|[''’ ](ve|re|ll|d|m|s))\\W*$`;

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
 * SQL of the common table expressions that end in `query`: one row of conditions for each configuration. An interview
 * is searched in its own language only, if that is known. In another language the exclusion "-budget" would not match
 * "budgets", and so not exclude it.
 *
 * Words that any of the languages ignores need not occur, unless there are no others: the language of a query is not
 * known, and an English "is" must not make it miss what was said in German. Such a word is excluded, and counts for the
 * rank, where only another language than the response's ignores it.
 *
 * - `exact`: the condition that a document must match.
 * - `loose`: the same without the order of words in phrases; an index can check it without reading the row.
 * - `ranked`: any of the words. Ranking by all of them would take quadratic time in the number of occurrences.
 * - `lexemes`: the words of `ranked` as a list.
 *
 * @param first number of the first of the four parameters of {@link queryValues}
 */
export function queriesSql(first: number): string {
  return `parsed AS (
      SELECT number, alternative, excluded, language,
             phraseto_tsquery(language::regconfig, folded) AS phrase,
             plainto_tsquery(language::regconfig, folded) AS words,
             to_tsvector(language::regconfig, folded) AS vector,
             bool_or(numnode(plainto_tsquery(language::regconfig, folded)) = 0
               OR numnode(plainto_tsquery(language::regconfig, uncontracted)) = 0) OVER (PARTITION BY number) AS is_stop
      FROM unnest($${first + 1}::integer[], $${first + 2}::text[], $${first + 3}::boolean[]) WITH ORDINALITY
             AS term (alternative, text, excluded, number)
           CROSS JOIN LATERAL (SELECT parley_separate(parley_fold(text)) AS folded) AS fold
           CROSS JOIN LATERAL (SELECT regexp_replace(folded, '${CONTRACTION}', '') AS uncontracted) AS whole
           CROSS JOIN unnest($${first}::text[]) AS language
    ), in_config AS (
      SELECT config, number, alternative, excluded, is_stop,
             parley_any_of(DISTINCT phrase) AS phrase, parley_any_of(DISTINCT words) AS words,
             bool_or(numnode(words) = 0) FILTER (WHERE language = config) AS is_stop_here
      FROM unnest($${first}::text[]) AS config
           JOIN parsed ON config = 'simple' OR language IN ('simple', config)
      GROUP BY config, number, alternative, excluded, is_stop
    ), weighed AS (
      SELECT *, bool_and(is_stop) FILTER (WHERE NOT excluded) OVER (PARTITION BY config, alternative) AS all_stop
      FROM in_config
    ), kept AS (
      SELECT * FROM weighed WHERE CASE WHEN excluded THEN NOT is_stop_here ELSE all_stop OR NOT is_stop END
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
      FROM weighed
           JOIN parsed USING (number)
           CROSS JOIN unnest(tsvector_to_array(vector)) AS lexeme
      WHERE NOT weighed.excluded AND (config = 'simple' OR language IN ('simple', config))
        AND (all_stop OR NOT (CASE config WHEN 'simple' THEN weighed.is_stop ELSE is_stop_here END))
      GROUP BY config
    ), query AS MATERIALIZED (
      SELECT config, parley_any_of(exact) AS exact, parley_any_of(loose) AS loose,
             parley_any_of(exact)::text = parley_any_of(loose)::text AS is_loose, ranked, lexemes
      FROM alternatives JOIN words USING (config) GROUP BY config, ranked, lexemes
    )`;
}

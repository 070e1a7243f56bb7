/**
 * SQL expression that formats a timestamp as the API does: ISO 8601 in UTC, to the millisecond. Null stays null.
 * @param moment an expression of type timestamptz
 */
export function jsonTime(moment: string): string {
  return `to_char(${moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** ILIKE pattern for texts that contain `text`; `%`, `_` and `\` in it are matched literally. */
export function containsPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/**
 * SQL condition that a text matches an ILIKE pattern, whatever the locale of the database. A trigram index on the text
 * serves it where the database itself folds case.
 */
export function matchesPattern(text: string, pattern: string): string {
  return `parley_fold(${text}) ILIKE parley_fold(${pattern})`;
}

/** SQL of a moment as the API shows it, ISO 8601 in UTC to the millisecond (contract, Conventions); null stays null. */
export function jsonTime(moment: string): string {
  return `to_char(${moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
/** An ILIKE pattern for texts that contain `text`, whose own `%`, `_` and `\` are plain characters. */
export function containsPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

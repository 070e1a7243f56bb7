/** An ILIKE pattern for texts that contain `text`, whose own `%`, `_` and `\` are plain characters. */
export function containsPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

import type { Texts } from '../../texts/english';

/** Operations that have words; the texts are the list of them. */
export type KnownOperation = keyof Texts['audit']['operations'];

const TOPICS = 'user_interview_topics_';

/**
 * The topic that an event is about, unless it was deleted then.
 * @param target ids from the path, and of what was created as `result`
 */
export function topicOf(operation: string, target: Readonly<Record<string, string>>): string | null {
  if (!operation.startsWith(TOPICS) || operation === `${TOPICS}destroy`) return null;
  return target.topic_id ?? target.id ?? target.result ?? null;
}

/** Neighbours with the same key, in their order. */
export function grouped<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): { key: string; rows: Row[] }[] {
  const groups: { key: string; rows: Row[] }[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    const last = groups.at(-1);
    if (last?.key === key) last.rows.push(row);
    else groups.push({ key, rows: [row] });
  }
  return groups;
}

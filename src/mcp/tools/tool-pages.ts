/** A page of a list, as the protocol has them: what comes next is named by a cursor of the server's choice. */
export interface CursorPage<T> {
  items: T[];
  nextCursor?: string;
}

/** The page that a cursor names, the first one without; undefined when no page ever named this cursor. */
export function pageOf<T>(all: readonly T[], size: number, cursor?: unknown): CursorPage<T> | undefined {
  const starts = all.map((_, position) => position).filter((position) => position % size === 0);
  const start = cursor === undefined ? 0 : starts.slice(1).find((position) => String(position) === cursor);
  if (start === undefined) return undefined;
  const end = start + size;
  return { items: all.slice(start, end), ...(end < all.length ? { nextCursor: String(end) } : {}) };
}

/** A page of a list. The cursor of the next page is opaque to clients. */
export interface CursorPage<T> {
  items: T[];
  nextCursor?: string;
}

/** Returns the page at a cursor, or the first page without one; undefined for a cursor that no page has returned. */
export function pageOf<T>(all: readonly T[], size: number, cursor?: unknown): CursorPage<T> | undefined {
  const starts = all.map((_, position) => position).filter((position) => position % size === 0);
  const start = cursor === undefined ? 0 : starts.slice(1).find((position) => String(position) === cursor);
  if (start === undefined) return undefined;
  const end = start + size;
  return { items: all.slice(start, end), ...(end < all.length ? { nextCursor: String(end) } : {}) };
}

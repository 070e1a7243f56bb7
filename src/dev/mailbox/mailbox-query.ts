const MAX_LIMIT = 500;

/** Page (counted from 1) and search words out of a query string, whatever was typed there. */
export function inboxQuery(query: Record<string, unknown>): { page: number; search: string } {
  return { page: wholeNumber(query.page, 1, 1, Number.MAX_SAFE_INTEGER), search: text(query.q) };
}

/** Part of the list that a script asks for: `limit` (50, at most 500) and `offset` (0). */
export function listQuery(query: Record<string, unknown>): { limit: number; offset: number; search: string } {
  return {
    limit: wholeNumber(query.limit, 50, 1, MAX_LIMIT),
    offset: wholeNumber(query.offset, 0, 0, Number.MAX_SAFE_INTEGER),
    search: text(query.q),
  };
}

function wholeNumber(value: unknown, fallback: number, min: number, max: number): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : fallback;
  return Math.min(Math.max(number, min), max);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

import { LenientField } from '../validation/fields';

export const DEFAULT_PAGE_SIZE = 100;
export const MAX_PAGE_SIZE = 1000;
// Keeps offset + limit a safe number for PostgreSQL's bigint and for JavaScript.
export const MAX_OFFSET = 2 ** 31;

class OffsetQuery {
  @LenientField(
    { type: 'integer', minimum: 0, maximum: MAX_OFFSET, default: 0, description: 'Number of rows to skip.' },
    rowOffset,
  )
  offset?: number;
}

/**
 * `limit` and `offset` of a list. A `limit` above the largest page asks for the largest page; any other unusable value
 * falls back to the default instead of being refused (`docs/contract.md`, Conventions).
 */
export class PageQuery extends OffsetQuery {
  @LenientField(
    {
      type: 'integer',
      minimum: 1,
      maximum: MAX_PAGE_SIZE,
      default: DEFAULT_PAGE_SIZE,
      description:
        'Number of rows per page. A number above 1000 counts as 1000; any other unusable value falls back to the default.',
    },
    pageSize,
  )
  limit?: number;
}

/** The same for a list that is sent as one page unless a `limit` was asked for. */
export class WholeListQuery extends OffsetQuery {
  @LenientField(
    {
      type: 'integer',
      minimum: 1,
      maximum: MAX_PAGE_SIZE,
      description:
        'Number of rows per page. A number above 1000 counts as 1000. Without it, or with an unusable value, all rows from `offset` on.',
    },
    pageSize,
  )
  limit?: number;
}

/** One page of a list; `count` is the number of rows in the whole list. */
export interface Page<T> {
  count: number;
  next: string | null;
  previous: string | null;
  results: T[];
}

/** The absolute URL of the request, from which page links are made. */
export type RequestUrl = string;

function pageSize(sent: unknown): number | undefined {
  if (typeof sent !== 'string' || !/^\d+$/.test(sent) || Number(sent) === 0) return undefined;
  return Math.min(Number(sent), MAX_PAGE_SIZE);
}

function rowOffset(sent: unknown): number | undefined {
  if (typeof sent !== 'string' || !/^\d{1,15}$/.test(sent)) return undefined;
  return Number(sent) <= MAX_OFFSET ? Number(sent) : undefined;
}

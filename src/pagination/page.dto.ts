import { StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { LenientField } from '../validation/fields';
import { RawJson, type RawJsonBody } from '../http/raw-json';

export const DEFAULT_PAGE_SIZE = 100;
export const MAX_PAGE_SIZE = 1000;
/** A page with more rows than this is streamed. */
const ROWS_AT_ONCE = 1000;
// Keeps offset + limit a safe number for PostgreSQL's bigint and for JavaScript.
const MAX_OFFSET = 2 ** 31;

class OffsetQuery {
  @LenientField(
    { type: 'integer', minimum: 0, maximum: MAX_OFFSET, default: 0, description: 'Number of rows to skip.' },
    (sent) => wholeNumber(sent, 0, MAX_OFFSET),
  )
  offset?: number;
}

/** `limit` and `offset` of a list. An unusable value falls back to the default instead of being refused. */
export class PageQuery extends OffsetQuery {
  @LenientField(
    {
      type: 'integer',
      minimum: 1,
      maximum: MAX_PAGE_SIZE,
      default: DEFAULT_PAGE_SIZE,
      description: 'Number of rows per page. An unusable value falls back to the default.',
    },
    (sent) => wholeNumber(sent, 1, MAX_PAGE_SIZE),
  )
  limit?: number;
}

/** The same for a list that is returned as a whole unless a `limit` is sent. */
export class WholeListQuery extends OffsetQuery {
  @LenientField(
    {
      type: 'integer',
      minimum: 1,
      maximum: MAX_PAGE_SIZE,
      description:
        'Number of rows per page. Without it, or with an unusable value, all rows from `offset` on.',
    },
    (sent) => wholeNumber(sent, 1, MAX_PAGE_SIZE),
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

function wholeNumber(value: unknown, min: number, max: number): number | undefined {
  if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) return undefined;
  const number = Number(value);
  return number >= min && number <= max ? number : undefined;
}

/** Position of a page in its list; `limit` is undefined when the page is the whole list. */
interface Place {
  url: RequestUrl;
  limit: number | undefined;
  offset: number;
}

/** Wraps rows as a page. The links keep all other query parameters of `url`. */
export function page<T>(results: T[], count: number, place: Place): Page<T> {
  return { count, ...linksAt(place, count), results };
}

/** The same for rows that the database returned as a JSON array. */
export function pageText<T>(results: string, count: number, place: Place): RawJson<Page<T>> {
  return new RawJson(`${pageHead(count, place)}${results}}`);
}

/** The JSON of a page up to its results. */
function pageHead(count: number, place: Place): string {
  const { next, previous } = linksAt(place, count);
  return `{"count":${count},"next":${JSON.stringify(next)},"previous":${JSON.stringify(previous)},"results":`;
}

function linksAt({ url, limit, offset }: Place, count: number): Pick<Page<unknown>, 'next' | 'previous'> {
  const size = limit ?? Math.max(count - offset, 0);
  return {
    next: limit !== undefined && offset + size < count ? pageUrl(url, size, offset + size) : null,
    previous: limit !== undefined && offset > 0 ? pageUrl(url, size, Math.max(offset - size, 0)) : null,
  };
}

/**
 * Makes a page of a list that is in memory. Without `limit` the page has all rows from `offset` on. A long page is
 * streamed, so that the JSON of 100 000 results is never in memory at once.
 */
export function paged<Row, Dto>(
  all: Row[],
  { limit, offset = 0 }: PageQuery,
  url: RequestUrl,
  show: (row: Row) => Dto,
): RawJsonBody<Page<Dto>> {
  const rows = all.slice(offset, limit === undefined ? undefined : offset + limit);
  const place = { url, limit, offset };
  const written = function* () {
    yield pageHead(all.length, place) + '[';
    for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
      const part = rows.slice(first, first + ROWS_AT_ONCE).map(show);
      yield (first > 0 ? ',' : '') + JSON.stringify(part).slice(1, -1);
    }
    yield ']}';
  };
  return rows.length <= ROWS_AT_ONCE
    ? new RawJson([...written()].join(''))
    : new StreamableFile(Readable.from(written()), { type: 'application/json; charset=utf-8' });
}

function pageUrl(url: RequestUrl, limit: number, offset: number): string {
  const target = new URL(url);
  target.searchParams.set('limit', String(limit));
  if (offset > 0) target.searchParams.set('offset', String(offset));
  else target.searchParams.delete('offset');
  return target.href;
}

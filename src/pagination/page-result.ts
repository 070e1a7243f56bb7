import type { RawJson } from '../http/raw-json';
import type { PageQuery } from './page.dto';

/** A page with more rows than this is made and sent in chunks of this many rows. */
export const ROWS_PER_CHUNK = 1000;

/** A part of a page's rows: a list, or a JSON array that the database has written. */
export type PageChunk<Dto> = Dto[] | RawJson<Dto[]>;

/** The rows of a page: all at once or, when they are many or long, chunks that are made while the page is sent. */
export type PageRows<Dto> = PageChunk<Dto> | Generator<PageChunk<Dto>> | AsyncGenerator<PageChunk<Dto>>;

/** Where a page lies in its list. Without `limit` the page ends where the list ends. */
export interface PageRange {
  /** Rows in the whole list. */
  count: number;
  limit: number | undefined;
  offset: number;
  /** Rows in this page, if it was cut short because of their size. The next page starts after them. */
  shown?: number;
}

/**
 * One page of a list as services return it. `PageInterceptor` makes the response body from it and adds the links to the
 * next and the previous page, so that services need not know the URL of the request.
 */
export class PageResult<Dto, Extra extends object = object> {
  /** @param extra further fields of the body, after `results` */
  constructor(
    readonly rows: PageRows<Dto>,
    readonly range: PageRange,
    readonly extra?: Extra,
  ) {}

  /**
   * Cuts a page out of a list that is in memory as a whole. Only the page's rows are converted. Those of a long page
   * are converted while they are sent, so that a hundred thousand DTOs never exist at the same time.
   */
  static fromList<Row, Dto>(
    list: Row[],
    { limit, offset = 0 }: PageQuery,
    toDto: (row: Row) => Dto,
  ): PageResult<Dto> {
    const rows = list.slice(offset, limit === undefined ? undefined : offset + limit);
    const converted = rows.length <= ROWS_PER_CHUNK ? rows.map(toDto) : convertInChunks(rows, toDto);
    return new PageResult(converted, { count: list.length, limit, offset });
  }

  /**
   * The same for rows whose DTOs need more from the database, or are long: chunks of `rowsPerChunk` rows are converted
   * while they are sent, unless one holds the page.
   */
  static async fromChunks<Row, Dto>(
    list: Row[],
    { limit, offset = 0 }: PageQuery,
    rowsPerChunk: number,
    toDtos: (rows: Row[]) => Promise<Dto[]>,
  ): Promise<PageResult<Dto>> {
    const rows = list.slice(offset, limit === undefined ? undefined : offset + limit);
    const range = { count: list.length, limit, offset };
    if (rows.length <= rowsPerChunk) return new PageResult(await toDtos(rows), range);
    return new PageResult(awaitChunks(rows, rowsPerChunk, toDtos), range);
  }
}

async function* awaitChunks<Row, Dto>(
  rows: Row[],
  rowsPerChunk: number,
  toDtos: (rows: Row[]) => Promise<Dto[]>,
): AsyncGenerator<Dto[]> {
  for (let first = 0; first < rows.length; first += rowsPerChunk) {
    yield toDtos(rows.slice(first, first + rowsPerChunk));
  }
}

function* convertInChunks<Row, Dto>(rows: Row[], toDto: (row: Row) => Dto): Generator<Dto[]> {
  for (let first = 0; first < rows.length; first += ROWS_PER_CHUNK) {
    yield rows.slice(first, first + ROWS_PER_CHUNK).map(toDto);
  }
}

import type { ResponseBudget } from '../http/response-budget';
import type { PageChunk, PageRows } from './page-result';

const MEBIBYTE = 1024 * 1024;
/**
 * A page whose rows have more bytes in total is cut short, so that its JSON, in which quotation marks and line ends take
 * twice the place, has at most 64 MB (`docs/contract.md`, Conventions).
 */
export const MAX_PAGE_BYTES = 32 * MEBIBYTE;
/** Rows that are read and sent together have about this many bytes, unless a single row has more. */
export const CHUNK_BYTES = 4 * MEBIBYTE;

/** A row of a page before it is read, and how many bytes it has in the database. */
export interface SizedRow {
  id: string;
  bytes: number;
}

/** Consecutive rows of a page that are read together. */
export interface RowChunk {
  ids: string[];
  bytes: number;
}

/** The rows of a page, and how many of them one response may hold. */
export interface SizedPage<Dto> {
  rows: PageRows<Dto>;
  shown: number;
}

/**
 * Reads a page whose rows are known by their sizes. It is cut to what one response may hold, at least one row; what
 * cannot be read at once is read while the response is sent.
 * @param read the rows with these ids, in the order of the page
 */
export async function readSizedPage<Dto>(
  sizes: readonly SizedRow[],
  budget: ResponseBudget,
  read: (ids: string[]) => Promise<PageChunk<Dto>>,
): Promise<SizedPage<Dto>> {
  const { chunks, shown } = cutIntoChunks(sizes);
  const [first = { ids: [], bytes: 0 }] = chunks;
  if (chunks.length > 1) return { rows: readInChunks(chunks, budget, read), shown };
  return { rows: await budget.read(first.bytes, () => read(first.ids)), shown };
}

/** The chunks of the longest start of a page that one response may hold, and the number of its rows. */
export function cutIntoChunks(rows: readonly SizedRow[]): { chunks: RowChunk[]; shown: number } {
  const chunks: RowChunk[] = [];
  let total = 0;
  let shown = 0;
  for (const { id, bytes } of rows) {
    total += bytes;
    if (total > MAX_PAGE_BYTES && shown > 0) break;
    const last = chunks.at(-1);
    if (last && last.bytes + bytes <= CHUNK_BYTES) {
      last.ids.push(id);
      last.bytes += bytes;
    } else {
      chunks.push({ ids: [id], bytes });
    }
    shown++;
  }
  return { chunks, shown };
}

async function* readInChunks<Dto>(
  chunks: RowChunk[],
  budget: ResponseBudget,
  read: (ids: string[]) => Promise<PageChunk<Dto>>,
): AsyncGenerator<PageChunk<Dto>> {
  for (const { ids, bytes } of chunks) {
    const release = await budget.acquire(bytes);
    try {
      yield await read(ids);
    } finally {
      release();
    }
  }
}

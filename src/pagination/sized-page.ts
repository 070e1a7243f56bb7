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

/** Cuts a page to what one response may hold, `shown` rows and at least one, and these into chunks. */
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

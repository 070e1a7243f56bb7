/** The parts of a list's order. */
export interface Ordered {
  id: string;
  created_at: string;
}

/** A part of a list that begins at `offset`, and the length of the whole list. */
export interface Slice<Row> {
  results: Row[];
  count: number;
}

/** Reads a part of a list, newest first. */
export type ReadSlice<Row> = (offset: number, limit: number) => Promise<Slice<Row>>;

/** A row's neighbours in a list, and where they are. */
export interface Neighbours<Row> {
  /** Place of the row, from 0; null when the list does not have it. */
  at: number | null;
  count: number;
  previous: { row: Row; at: number } | null;
  next: { row: Row; at: number } | null;
}

/**
 * Finds a row's neighbours. `hint` is the place where it was seen last. Rows come and go, so it is looked for by halving
 * the list when it is not there. A row that the list does not have lies between the two that would be beside it.
 */
export async function findNeighbours<Row extends Ordered>(
  target: Ordered,
  hint: number | null,
  read: ReadSlice<Row>,
): Promise<Neighbours<Row>> {
  const start = Math.max(0, (hint ?? 0) - 1);
  const near = await read(start, 3);
  const seen = near.results.findIndex(({ id }) => id === target.id);
  const isWhole = seen > 0 || (seen === 0 && start === 0);
  const hasNext = seen + 1 < near.results.length || start + seen + 1 >= near.count;
  if (isWhole && hasNext) return around(near, start, target);
  const place = await placeByHalving(target, near.count, read);
  const from = Math.max(0, place - 1);
  return around(await read(from, 3), from, target);
}

/** The number of rows that stand before the target. */
async function placeByHalving<Row extends Ordered>(
  target: Ordered,
  count: number,
  read: ReadSlice<Row>,
): Promise<number> {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = (await read(middle, 1)).results;
    if (row !== undefined && isBefore(row, target)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Newest first; of the same moment, the greater id first. */
function isBefore(one: Ordered, other: Ordered): boolean {
  const [a, b] = [Date.parse(one.created_at), Date.parse(other.created_at)];
  return a === b ? one.id > other.id : a > b;
}

function around<Row extends Ordered>(slice: Slice<Row>, start: number, target: Ordered): Neighbours<Row> {
  const { results, count } = slice;
  const seen = results.findIndex(({ id }) => id === target.id);
  const after = seen >= 0 ? seen + 1 : results.findIndex((row) => !isBefore(row, target));
  const before = seen >= 0 ? seen - 1 : (after >= 0 ? after : results.length) - 1;
  const at = (index: number) => {
    const row = results[index];
    return row === undefined ? null : { row, at: start + index };
  };
  return { at: seen >= 0 ? start + seen : null, count, previous: at(before), next: at(after) };
}

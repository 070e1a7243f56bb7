import { BUDGET_BYTES, ResponseBudget } from '../http/response-budget';
import { CHUNK_BYTES, cutIntoChunks, MAX_PAGE_BYTES, readSizedPage, type SizedRow } from './sized-page';

const rows = (...sizes: number[]): SizedRow[] => sizes.map((bytes, n) => ({ id: `row-${n}`, bytes }));

describe('cutIntoChunks', () => {
  it('reads small rows together', () => {
    expect(cutIntoChunks(rows(1, 2, 3))).toEqual({
      chunks: [{ ids: ['row-0', 'row-1', 'row-2'], bytes: 6 }],
      shown: 3,
    });
  });

  it('starts a new chunk when the last one is full, and gives a large row a chunk of its own', () => {
    const { chunks, shown } = cutIntoChunks(rows(CHUNK_BYTES - 1, 1, 1, 2 * CHUNK_BYTES, 1));
    expect(chunks.map(({ ids }) => ids)).toEqual([['row-0', 'row-1'], ['row-2'], ['row-3'], ['row-4']]);
    expect(shown).toBe(5);
  });

  it('ends the page before it is too large', () => {
    expect(cutIntoChunks(rows(MAX_PAGE_BYTES / 2, MAX_PAGE_BYTES / 2, 1)).shown).toBe(2);
  });

  it('shows one row however large it is, and none of an empty page', () => {
    expect(cutIntoChunks(rows(10 * MAX_PAGE_BYTES, 1)).shown).toBe(1);
    expect(cutIntoChunks([])).toEqual({ chunks: [], shown: 0 });
  });
});

describe('readSizedPage', () => {
  const read = (ids: string[]) => Promise.resolve(ids);

  it('reads a small page at once', async () => {
    const page = await readSizedPage(rows(1, 2), new ResponseBudget(), read);
    expect(page).toEqual({ rows: ['row-0', 'row-1'], shown: 2 });
    expect(await readSizedPage([], new ResponseBudget(), read)).toEqual({ rows: [], shown: 0 });
  });

  it('reads a large page chunk by chunk, each when the one before was taken', async () => {
    const asked: string[][] = [];
    const page = await readSizedPage(rows(CHUNK_BYTES, CHUNK_BYTES), new ResponseBudget(), (ids) => {
      asked.push(ids);
      return read(ids);
    });
    const chunks = page.rows as AsyncGenerator<string[]>;
    expect(asked).toEqual([]);
    await chunks.next();
    expect(asked).toEqual([['row-0']]);
    await chunks.next();
    expect(asked).toEqual([['row-0'], ['row-1']]);
    expect((await chunks.next()).done).toBe(true);
  });

  it('gives its memory back when the client is gone in the middle', async () => {
    const budget = new ResponseBudget();
    const all = rows(MAX_PAGE_BYTES / 2, MAX_PAGE_BYTES / 2);
    for (let n = 0; n < 5; n++) {
      const chunks = (await readSizedPage(all, budget, read)).rows as AsyncGenerator<string[]>;
      await chunks.next();
      await chunks.return(undefined);
    }
    await expect(budget.read(BUDGET_BYTES, () => Promise.resolve('free'))).resolves.toBe('free');
  });
});

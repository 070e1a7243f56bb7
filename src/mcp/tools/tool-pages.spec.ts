import { pageOf } from './tool-pages';

describe('pageOf', () => {
  const walk = (all: number[], size: number) => {
    const pages: number[][] = [];
    let cursor: string | undefined;
    do {
      const page = pageOf(all, size, cursor);
      if (!page) throw new Error(`The cursor ${cursor} leads nowhere.`);
      pages.push(page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return pages;
  };

  it('leads through everything once, and says when it is over', () => {
    expect(walk([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(walk([1, 2, 3, 4], 2)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(walk([1, 2], 50)).toEqual([[1, 2]]);
    expect(walk([], 2)).toEqual([[]]);
  });

  it.each(['', '0', '1', '6', '-2', '2.0', ' 2', '0x2', 'x', 2, null, ['2']])(
    'knows no page named %j',
    (cursor) => expect(pageOf([1, 2, 3, 4, 5], 2, cursor)).toBeUndefined(),
  );
});

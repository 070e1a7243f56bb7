import { Batcher } from './batcher';

describe('Batcher', () => {
  it('sends items that arrive during a batch together in the next one', async () => {
    const batches: number[][] = [];
    let finish = () => {};
    const batcher = new Batcher(async (items: number[]) => {
      batches.push(items);
      await new Promise<void>((done) => (finish = done));
      return items.map((item) => item * 10);
    });
    const first = batcher.submit(1);
    await new Promise(setImmediate);
    const later = [batcher.submit(2), batcher.submit(3)];
    expect(batches).toEqual([[1]]);
    finish();
    expect(await first).toBe(10);
    while (batches.length < 2) await new Promise(setImmediate);
    expect(batches).toEqual([[1], [2, 3]]);
    finish();
    expect(await Promise.all(later)).toEqual([20, 30]);
  });

  it('rejects the items of a failed batch only', async () => {
    const batcher = new Batcher(async (items: string[]) => {
      if (items.includes('bad')) throw new Error('refused');
      return items;
    });
    const failing = [batcher.submit('bad'), batcher.submit('beside it')];
    expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await batcher.submit('good')).toBe('good');
  });

  it('collects items while ticks of the event loop bring more, up to a limit', async () => {
    const batches: number[][] = [];
    const batcher = new Batcher(async (items: number[]) => {
      batches.push(items);
      return items;
    });
    const answers: Promise<number>[] = [];
    for (let n = 0; n < 13; n++) {
      // Requested before the submit, so that the next item arrives in the tick that the batch waits for.
      const tick = new Promise(setImmediate);
      answers.push(batcher.submit(n));
      await tick;
    }
    await Promise.all(answers);
    expect(batches).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      [11, 12],
    ]);
  });

  it('retries each item in a call of its own if one of them may have caused the error', async () => {
    const batches: string[][] = [];
    const batcher = new Batcher(
      async (items: string[]) => {
        batches.push(items);
        if (items.includes('bad')) throw new Error('refused');
        return items;
      },
      { retryIndividually: (error) => error instanceof Error && error.message === 'refused' },
    );
    const results = await Promise.allSettled(['good', 'bad', 'better'].map((item) => batcher.submit(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(batches).toEqual([['good', 'bad', 'better'], ['good'], ['bad'], ['better']]);
  });

  it('starts the next batch after maxWaitMs if a batch hangs', async () => {
    let isHanging = false;
    const batcher = new Batcher(
      (items: string[]) => {
        isHanging ||= items.includes('hangs');
        return items.includes('hangs') ? new Promise<string[]>(() => undefined) : Promise.resolve(items);
      },
      { maxWaitMs: 20 },
    );
    void batcher.submit('hangs');
    while (!isHanging) await new Promise(setImmediate);
    expect(await batcher.submit('later')).toBe('later');
  });
});

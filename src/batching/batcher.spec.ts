import { Batcher } from './batcher';

describe('grouped calls', () => {
  it('send what comes during a call together in the next', async () => {
    const groups: number[][] = [];
    let finish = () => {};
    const calls = new Batcher(async (items: number[]) => {
      groups.push(items);
      await new Promise<void>((done) => (finish = done));
      return items.map((item) => item * 10);
    });
    const first = calls.submit(1);
    await new Promise(setImmediate);
    const later = [calls.submit(2), calls.submit(3)];
    expect(groups).toEqual([[1]]);
    finish();
    expect(await first).toBe(10);
    await new Promise((done) => setTimeout(done, 20));
    expect(groups).toEqual([[1], [2, 3]]);
    finish();
    expect(await Promise.all(later)).toEqual([20, 30]);
  });

  it('fail those whose call fails, and nobody else', async () => {
    const calls = new Batcher(async (items: string[]) => {
      if (items.includes('bad')) throw new Error('refused');
      return items;
    });
    const failing = [calls.submit('bad'), calls.submit('beside it')];
    expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await calls.submit('good')).toBe('good');
  });

  it('gather as long as the turns of the event loop bring more, up to a limit', async () => {
    const groups: number[][] = [];
    const calls = new Batcher(async (items: number[]) => {
      groups.push(items);
      return items;
    });
    const answers: Promise<number>[] = [];
    for (let n = 0; n < 13; n++) {
      // Asked for first, so that the next item comes in the very turn that the group waits for.
      const turn = new Promise(setImmediate);
      answers.push(calls.submit(n));
      await turn;
    }
    await Promise.all(answers);
    expect(groups).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      [11, 12],
    ]);
  });

  it('try each item by itself when one may be to blame', async () => {
    const groups: string[][] = [];
    const calls = new Batcher(
      async (items: string[]) => {
        groups.push(items);
        if (items.includes('bad')) throw new Error('refused');
        return items;
      },
      { retryIndividually: (error) => error instanceof Error && error.message === 'refused' },
    );
    const results = await Promise.allSettled(['good', 'bad', 'better'].map((item) => calls.submit(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(groups).toEqual([['good', 'bad', 'better'], ['good'], ['bad'], ['better']]);
  });

  it('do not wait for ever for a call that hangs', async () => {
    const calls = new Batcher(
      (items: string[]) =>
        items.includes('hangs') ? new Promise<string[]>(() => undefined) : Promise.resolve(items),
      { maxWaitMs: 20 },
    );
    void calls.submit('hangs');
    await new Promise((done) => setTimeout(done, 5));
    expect(await calls.submit('later')).toBe('later');
  });
});

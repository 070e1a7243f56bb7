import { GroupedCalls } from './grouped-calls';

describe('grouped calls', () => {
  it('send what comes during a call together in the next', async () => {
    const groups: number[][] = [];
    let finish = () => {};
    const calls = new GroupedCalls(async (items: number[]) => {
      groups.push(items);
      await new Promise<void>((done) => (finish = done));
      return items.map((item) => item * 10);
    });
    const first = calls.call(1);
    await new Promise(setImmediate);
    const later = [calls.call(2), calls.call(3)];
    expect(groups).toEqual([[1]]);
    finish();
    expect(await first).toBe(10);
    await new Promise(setImmediate);
    expect(groups).toEqual([[1], [2, 3]]);
    finish();
    expect(await Promise.all(later)).toEqual([20, 30]);
  });

  it('fail those whose call fails, and nobody else', async () => {
    const calls = new GroupedCalls(async (items: string[]) => {
      if (items.includes('bad')) throw new Error('refused');
      return items;
    });
    const failing = [calls.call('bad'), calls.call('beside it')];
    expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await calls.call('good')).toBe('good');
  });
});

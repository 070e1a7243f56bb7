import pLimit from 'p-limit';
import { Passage } from './passage';

const settle = () => new Promise((done) => setTimeout(done, 5));

describe('Passage', () => {
  it('lets as many in as there are places, and the next when one leaves', async () => {
    const places = pLimit(2);
    const entered: number[] = [];
    const passages = [0, 1, 2].map(() => new Passage(places, () => true));
    passages.forEach((passage, n) => void passage.enter().then(() => entered.push(n)));
    await settle();
    expect(entered).toEqual([0, 1]);
    passages[1]?.leave();
    await settle();
    expect(entered).toEqual([0, 1, 2]);
    expect(passages.map((passage) => passage.wasRefused)).toEqual([false, false, false]);
  });

  it('refuses when it is closed by the time it is the turn, and keeps no place then', async () => {
    const places = pLimit(1);
    let open = true;
    const [first, second, third] = [0, 1, 2].map(() => new Passage(places, () => open)) as [
      Passage,
      Passage,
      Passage,
    ];
    await first.enter();
    const waiting = second.enter();
    open = false;
    first.leave();
    await expect(waiting).rejects.toThrow('held back');
    expect([first.wasRefused, second.wasRefused, third.wasRefused]).toEqual([false, true, false]);
    open = true;
    await third.enter();
  });

  it('takes one place however often it is asked, and none once it is left', async () => {
    const places = pLimit(1);
    const [first, lost, last] = [0, 1, 2].map(() => new Passage(places, () => true)) as [
      Passage,
      Passage,
      Passage,
    ];
    await Promise.all([first.enter(), first.enter()]);
    const waiting = lost.enter();
    lost.leave();
    first.leave();
    await expect(waiting).rejects.toThrow('held back');
    await last.enter();
    expect(lost.wasRefused).toBe(true);
  });
});

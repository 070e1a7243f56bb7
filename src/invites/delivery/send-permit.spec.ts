import pLimit from 'p-limit';
import { SendPermit } from './send-permit';

const settle = () => new Promise((done) => setTimeout(done, 5));

describe('Passage', () => {
  it('lets as many in as there are places, and the next when one leaves', async () => {
    const places = pLimit(2);
    const entered: number[] = [];
    const permits = [0, 1, 2].map(() => new SendPermit(places, () => true));
    permits.forEach((permit, n) => void permit.acquire().then(() => entered.push(n)));
    await settle();
    expect(entered).toEqual([0, 1]);
    permits[1]?.release();
    await settle();
    expect(entered).toEqual([0, 1, 2]);
    expect(permits.map((permit) => permit.wasDenied)).toEqual([false, false, false]);
  });

  it('refuses when it is closed by the time it is the turn, and keeps no place then', async () => {
    const places = pLimit(1);
    let open = true;
    const [first, second, third] = [0, 1, 2].map(() => new SendPermit(places, () => open)) as [
      SendPermit,
      SendPermit,
      SendPermit,
    ];
    await first.acquire();
    const waiting = second.acquire();
    open = false;
    first.release();
    await expect(waiting).rejects.toThrow('held back');
    expect([first.wasDenied, second.wasDenied, third.wasDenied]).toEqual([false, true, false]);
    open = true;
    await third.acquire();
  });

  it('takes one place however often it is asked, and none once it is left', async () => {
    const places = pLimit(1);
    const [first, lost, last] = [0, 1, 2].map(() => new SendPermit(places, () => true)) as [
      SendPermit,
      SendPermit,
      SendPermit,
    ];
    await Promise.all([first.acquire(), first.acquire()]);
    const waiting = lost.acquire();
    lost.release();
    first.release();
    await expect(waiting).rejects.toThrow('held back');
    await last.acquire();
    expect(lost.wasDenied).toBe(true);
  });
});

import pLimit from 'p-limit';
import { SendPermit } from './send-permit';

const settle = () => new Promise((done) => setTimeout(done, 5));

describe('SendPermit', () => {
  it('is granted while slots are free, and to the next mail when one is released', async () => {
    const slots = pLimit(2);
    const granted: number[] = [];
    const permits = [0, 1, 2].map(() => new SendPermit(slots, () => true));
    permits.forEach((permit, n) => void permit.acquire().then(() => granted.push(n)));
    await settle();
    expect(granted).toEqual([0, 1]);
    permits[1]?.release();
    await settle();
    expect(granted).toEqual([0, 1, 2]);
    expect(permits.map((permit) => permit.wasDenied)).toEqual([false, false, false]);
  });

  it('is denied when sending is no longer allowed once a slot is free, and takes no slot then', async () => {
    const slots = pLimit(1);
    let allowed = true;
    const [first, second, third] = [0, 1, 2].map(() => new SendPermit(slots, () => allowed)) as [
      SendPermit,
      SendPermit,
      SendPermit,
    ];
    await first.acquire();
    const waiting = second.acquire();
    allowed = false;
    first.release();
    await expect(waiting).rejects.toThrow('denied');
    expect([first.wasDenied, second.wasDenied, third.wasDenied]).toEqual([false, true, false]);
    allowed = true;
    await third.acquire();
  });

  it('takes one slot however often it is requested, and none after it was released', async () => {
    const slots = pLimit(1);
    const [first, released, last] = [0, 1, 2].map(() => new SendPermit(slots, () => true)) as [
      SendPermit,
      SendPermit,
      SendPermit,
    ];
    await Promise.all([first.acquire(), first.acquire()]);
    const waiting = released.acquire();
    released.release();
    first.release();
    await expect(waiting).rejects.toThrow('denied');
    await last.acquire();
    expect(released.wasDenied).toBe(true);
  });
});

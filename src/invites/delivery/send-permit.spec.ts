import pLimit from 'p-limit';
import { SendPermit } from './send-permit';

const isWanted = () => Promise.resolve(true);
const settle = () => new Promise((done) => setTimeout(done, 5));

describe('SendPermit', () => {
  it('is granted while slots are free, and to the next mail when one is released', async () => {
    const slots = pLimit(2);
    const granted: number[] = [];
    const permits = [0, 1, 2].map(() => new SendPermit(slots, () => true, isWanted));
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
    const [first, second, third] = [0, 1, 2].map(() => new SendPermit(slots, () => allowed, isWanted)) as [
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
    const [first, released, last] = [0, 1, 2].map(() => new SendPermit(slots, () => true, isWanted)) as [
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

  it('asks whether the mail is wanted before it takes a slot, and again when the wait was long', async () => {
    const slots = pLimit(1);
    const asked: string[] = [];
    const permitOf = (name: string, wanted: () => boolean) =>
      new SendPermit(
        slots,
        () => true,
        async () => {
          asked.push(name);
          return wanted();
        },
      );
    const first = permitOf('first', () => true);
    await first.acquire();
    await expect(permitOf('unwanted', () => false).acquire()).rejects.toThrow('denied');
    let isOptedOut = false;
    const waiting = permitOf('waiting', () => !isOptedOut).acquire();
    await settle();
    isOptedOut = true;
    await new Promise((done) => setTimeout(done, 30));
    first.release();
    await expect(waiting).rejects.toThrow('denied');
    expect(asked).toEqual(['first', 'unwanted', 'waiting', 'waiting']);
    await permitOf('last', () => true).acquire();
  });
});

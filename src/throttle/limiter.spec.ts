import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Limiter } from './limiter';

describe('a limiter', () => {
  const limiter = (points: number) => new Limiter(new RateLimiterMemory({ points, duration: 60 }));

  it('lets exactly as many pass as it allows, however many come at once', async () => {
    const seven = limiter(7);
    const waits = await Promise.all(Array.from({ length: 20 }, () => seven.count('a')));
    expect(waits.map((wait) => wait === 0)).toEqual(Array.from({ length: 20 }, (_, n) => n < 7));
    expect(waits.every((wait) => wait <= 60)).toBe(true);
  });

  it('goes on counting where an earlier group stopped', async () => {
    const three = limiter(3);
    expect(await Promise.all([three.count('a'), three.count('a')])).toEqual([0, 0]);
    const [first, second] = await Promise.all([three.count('a'), three.count('a')]);
    expect([first, second]).toEqual([0, 60]);
  });

  it('counts each key by itself, also within a group', async () => {
    const one = limiter(1);
    const waits = await Promise.all(['a', 'b', 'a', 'c'].map((key) => one.count(key)));
    expect(waits.map((wait) => wait === 0)).toEqual([true, true, false, true]);
  });

  it('looks without counting', async () => {
    const one = limiter(1);
    expect([await one.peek('a'), await one.peek('a')]).toEqual([0, 0]);
    expect(await one.count('a')).toBe(0);
    expect(await one.peek('a')).toBe(60);
  });
});

import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { Batcher } from '../batching/batcher';

/** Counts by key. Requests that come at once are counted together; each knows its place in the count all the same. */
export class Limiter {
  private readonly batcher: Batcher<string, number>;

  /** @param counter allows as many requests as it has points, in as many seconds as it lasts */
  constructor(private readonly counter: RateLimiterAbstract) {
    this.batcher = new Batcher((keys) => this.countAll(keys));
  }

  /** Counts one request. @returns seconds to wait, 0 when it may go on */
  count(key: string): Promise<number> {
    return this.batcher.submit(key);
  }

  /** Counts nothing. @returns seconds until a request may go on, 0 when one may now */
  async peek(key: string): Promise<number> {
    const used = await this.counter.get(key);
    return used === null || used.remainingPoints > 0 ? 0 : secondsLeft(used);
  }

  private async countAll(keys: string[]): Promise<number[]> {
    const requests = new Map<string, number>();
    for (const key of keys) requests.set(key, (requests.get(key) ?? 0) + 1);
    const counted = new Map<string, { before: number; result: RateLimiterRes }>();
    await Promise.all(
      Array.from(requests, async ([key, number]) => {
        // Like `consume`, but tells the new count also when it is over the limit.
        const result = await this.counter.penalty(key, number);
        counted.set(key, { before: result.consumedPoints - number, result });
      }),
    );
    return keys.map((key) => {
      const count = counted.get(key);
      if (!count) throw new Error('A request was not counted.');
      count.before += 1;
      return count.before <= this.counter.points ? 0 : secondsLeft(count.result);
    });
  }
}

function secondsLeft({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}

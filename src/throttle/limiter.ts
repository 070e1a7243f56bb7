import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { Batcher } from '../batching/batcher';

/** Counts requests by key. Concurrent requests are counted in one call, and each still gets its own position. */
export class Limiter {
  private readonly batcher: Batcher<string, number>;

  /** @param counter allows `points` requests in `duration` seconds */
  constructor(private readonly counter: RateLimiterAbstract) {
    this.batcher = new Batcher((keys) => this.countAll(keys));
  }

  /** Counts one request. @returns seconds to wait, 0 if the request is allowed */
  count(key: string): Promise<number> {
    return this.batcher.submit(key);
  }

  /** Checks without counting. @returns seconds until a request is allowed, 0 if one is allowed now */
  async peek(key: string): Promise<number> {
    const used = await this.counter.get(key);
    return used === null || used.remainingPoints > 0 ? 0 : secondsLeft(used);
  }

  private async countAll(keys: string[]): Promise<number[]> {
    const requests = new Map<string, number>();
    for (const key of keys) requests.set(key, (requests.get(key) ?? 0) + 1);
    const counted = new Map<string, { position: number; result: RateLimiterRes }>();
    await Promise.all(
      Array.from(requests, async ([key, number]) => {
        // Like `consume`, but also returns the count when it exceeds the limit, instead of throwing.
        const result = await this.counter.penalty(key, number);
        counted.set(key, { position: result.consumedPoints - number, result });
      }),
    );
    return keys.map((key) => {
      const count = counted.get(key);
      if (!count) throw new Error('A request was not counted.');
      count.position += 1;
      return count.position <= this.counter.points ? 0 : secondsLeft(count.result);
    });
  }
}

function secondsLeft({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}

import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import {
  type IRateLimiterOptions,
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
} from 'rate-limiter-flexible';
import { redisOptions } from '../config/redis-options';
import { Settings } from '../config/settings';
import { Throttled } from '../errors/domain-errors';
import { Limiter } from './limiter';

/** Visitors allowed behind one IP address (office NAT); multiplies the per-visitor limit. */
export const VISITORS_PER_IP = 20;

const MINUTE = 60;
const HOUR = 3600;

/** Every limiter: its window in seconds, and the requests allowed in a window. */
const limitsOf = (settings: Settings) =>
  ({
    projectMinute: [MINUTE, settings.requestsPerMinute],
    projectHour: [HOUR, settings.requestsPerHour],
    sendMinute: [MINUTE, settings.sendCallsPerMinute],
    visitorMinute: [MINUTE, settings.visitorRequestsPerMinute],
    visitorIpMinute: [MINUTE, VISITORS_PER_IP * settings.visitorRequestsPerMinute],
    interviewMinute: [MINUTE, settings.visitorRequestsPerMinute],
    signInMailHour: [HOUR, settings.signInMailsPerHour],
    failedLoginMinute: [MINUTE, settings.failedLoginsPerMinute],
    callLinkMinute: [MINUTE, settings.callStartsPerLinkPerMinute],
    callLinkHour: [HOUR, settings.callStartsPerLinkPerHour],
    callRespondentMinute: [MINUTE, settings.callStartsPerRespondentPerMinute],
    reportMinute: [MINUTE, settings.voiceReportsPerMinute],
  }) satisfies Record<string, [seconds: number, points: number]>;

export type LimiterName = keyof ReturnType<typeof limitsOf>;

/**
 * Limits how many requests a key may make. With Redis the web processes count together. While Redis is unreachable,
 * each process counts for itself, so that requests are still served.
 */
@Injectable()
export class Limiters implements OnApplicationShutdown {
  private readonly logger = new Logger(Limiters.name);
  private readonly enabled: boolean;
  private readonly redis: Redis | null;
  private readonly limiters: Record<LimiterName, Limiter>;

  constructor(settings: Settings) {
    this.enabled = settings.rateLimitEnabled;
    this.redis = settings.redisUrl === null ? null : this.connect(settings.redisUrl);
    const limiters = Object.entries(limitsOf(settings)).map(([name, [duration, points]]) => [
      name,
      new Limiter(this.counter({ keyPrefix: name, duration, points })),
    ]);
    this.limiters = Object.fromEntries(limiters) as Record<LimiterName, Limiter>;
  }

  /** Counts one request in each of these limiters. @throws Throttled if one of them is exhausted */
  async count(names: LimiterName[], key: string): Promise<void> {
    if (!this.enabled) return;
    const wait = Math.max(...(await Promise.all(names.map((name) => this.limiters[name].count(key)))));
    if (wait > 0) throw new Throttled(wait);
  }

  /** Checks a limiter without counting. @throws Throttled if it is exhausted */
  async assertNotExhausted(name: LimiterName, key: string): Promise<void> {
    const wait = this.enabled ? await this.limiters[name].peek(key) : 0;
    if (wait > 0) throw new Throttled(wait);
  }

  async onApplicationShutdown(): Promise<void> {
    this.redis?.disconnect();
  }

  private counter(options: IRateLimiterOptions): RateLimiterAbstract {
    const inProcess = new RateLimiterMemory(options);
    if (!this.redis) return inProcess;
    return new RateLimiterRedis({
      ...options,
      storeClient: this.redis,
      keyPrefix: `parley:throttle:${options.keyPrefix}`,
      rejectIfRedisNotReady: true,
      insuranceLimiter: inProcess,
    });
  }

  private connect(url: string): Redis {
    const redis = new Redis({
      ...redisOptions(url),
      connectionName: 'parley-throttle',
      enableOfflineQueue: false,
      // Sends the commands of one request in one round trip.
      enableAutoPipelining: true,
      maxRetriesPerRequest: 0,
      commandTimeout: 500,
    });
    // Without a listener ioredis prints every failed attempt to stderr.
    redis.on('error', () =>
      this.logger.debug?.('Redis is unreachable; this process counts requests on its own'),
    );
    return redis;
  }
}

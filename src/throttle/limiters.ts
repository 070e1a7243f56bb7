import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { Settings } from '../config/settings';
import { Throttled } from '../errors/domain-errors';
import { Limiter } from './limiter';

const MINUTE = 60;
const HOUR = 3600;

/** The counted things; each counts by its own key. */
export type LimiterName =
  | 'projectMinute'
  | 'projectHour'
  | 'sendMinute'
  | 'visitorMinute'
  | 'interviewMinute'
  | 'officeMinute'
  | 'failedLoginMinute'
  | 'callLinkMinute'
  | 'callLinkHour'
  | 'callRespondentMinute'
  | 'reportMinute';

/** So many people may be in an interview at once behind one address. */
export const VISITORS_PER_IP = 20;

/**
 * Counts requests, together with all other web processes where there is a Redis. When Redis is away each process
 * counts for itself, so that requests go on.
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
    this.limiters = {
      projectMinute: this.limiter('project-minute', settings.requestsPerMinute, MINUTE),
      projectHour: this.limiter('project-hour', settings.requestsPerHour, HOUR),
      sendMinute: this.limiter('send-minute', settings.sendCallsPerMinute, MINUTE),
      visitorMinute: this.limiter('visitor-minute', settings.visitorRequestsPerMinute, MINUTE),
      failedLoginMinute: this.limiter('failed-login-minute', settings.failedLoginsPerMinute, MINUTE),
      callLinkMinute: this.limiter('call-link-minute', settings.callStartsPerLinkPerMinute, MINUTE),
      callLinkHour: this.limiter('call-link-hour', settings.callStartsPerLinkPerHour, HOUR),
      callRespondentMinute: this.limiter(
        'call-respondent-minute',
        settings.callStartsPerRespondentPerMinute,
        MINUTE,
      ),
      reportMinute: this.limiter('report-minute', settings.voiceReportsPerMinute, MINUTE),
      interviewMinute: this.limiter('interview-minute', settings.visitorRequestsPerMinute, MINUTE),
      officeMinute: this.limiter(
        'office-minute',
        VISITORS_PER_IP * settings.visitorRequestsPerMinute,
        MINUTE,
      ),
    };
  }

  /** Counts one request under each of the names. @throws Throttled when one of them is used up */
  async count(names: LimiterName[], key: string): Promise<void> {
    if (!this.enabled) return;
    const wait = Math.max(...(await Promise.all(names.map((name) => this.limiters[name].count(key)))));
    if (wait > 0) throw new Throttled(wait);
  }

  /** Counts nothing. @throws Throttled when this one is used up */
  async assertNotExhausted(name: LimiterName, key: string): Promise<void> {
    const wait = this.enabled ? await this.limiters[name].peek(key) : 0;
    if (wait > 0) throw new Throttled(wait);
  }

  async onApplicationShutdown(): Promise<void> {
    this.redis?.disconnect();
  }

  private limiter(keyPrefix: string, points: number, duration: number): Limiter {
    return new Limiter(this.counter(keyPrefix, points, duration));
  }

  private counter(keyPrefix: string, points: number, duration: number): RateLimiterAbstract {
    const inProcess = new RateLimiterMemory({ keyPrefix, points, duration });
    if (!this.redis) return inProcess;
    return new RateLimiterRedis({
      storeClient: this.redis,
      keyPrefix: `parley:throttle:${keyPrefix}`,
      points,
      duration,
      rejectIfRedisNotReady: true,
      insuranceLimiter: inProcess,
    });
  }

  private connect(url: string): Redis {
    const redis = new Redis(url, {
      connectionName: 'parley-throttle',
      enableOfflineQueue: false,
      // The counts of one request go out together.
      enableAutoPipelining: true,
      maxRetriesPerRequest: 0,
      commandTimeout: 500,
    });
    // Without a listener ioredis prints every failed attempt itself.
    redis.on('error', () => this.logger.debug?.('Redis is not reachable; this process counts for itself'));
    return redis;
  }
}

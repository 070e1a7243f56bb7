import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings';
import { NotFound } from '../errors/domain-errors';
import { safeEqual } from '../http/safe-equal';
import { Limiters } from '../throttle/limiters';
import { Metrics } from './metrics';

/** Gives out the figures to whoever may have them. */
@Injectable()
export class MetricsService {
  constructor(
    private readonly settings: Settings,
    private readonly metrics: Metrics,
    private readonly limiters: Limiters,
  ) {}

  /**
   * The figures as text.
   * @throws NotFound METRICS_TOKEN is set and was not sent
   * @throws Throttled there were too many wrong ones from this address
   */
  async read(authorization: string | undefined, ip: string): Promise<string> {
    const { metricsToken } = this.settings;
    if (metricsToken !== null) await this.check(authorization, `Bearer ${metricsToken}`, `metrics:${ip}`);
    return this.metrics.registry.metrics();
  }

  /** Even the right one waits after too many wrong ones, else whoever guesses would still learn which one is right. */
  private async check(given: string | undefined, expected: string, guesser: string): Promise<void> {
    await this.limiters.assertNotExhausted('failedLoginMinute', guesser);
    if (given !== undefined && safeEqual(given, expected)) return;
    if (given !== undefined) await this.limiters.count(['failedLoginMinute'], guesser);
    throw new NotFound();
  }
}

import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings';
import { NoSuchRoute } from '../errors/domain-errors';
import { Limiters } from '../throttle/limiters';
import { verifySecret } from '../throttle/verify-secret';
import { Metrics } from './metrics';

/** Reads the metrics, for callers that know METRICS_TOKEN if it is set. */
@Injectable()
export class MetricsService {
  constructor(
    private readonly settings: Settings,
    private readonly metrics: Metrics,
    private readonly limiters: Limiters,
  ) {}

  /**
   * The metrics in Prometheus' text format.
   * @throws NoSuchRoute METRICS_TOKEN is set and was not sent
   * @throws Throttled this IP address has sent too many wrong tokens
   */
  async read(authorization: string | undefined, ip: string): Promise<string> {
    const { metricsToken } = this.settings;
    if (metricsToken !== null) {
      const expected = `Bearer ${metricsToken}`;
      if (!(await verifySecret(this.limiters, authorization, expected, `metrics:${ip}`)))
        throw new NoSuchRoute();
    }
    return this.metrics.registry.metrics();
  }
}

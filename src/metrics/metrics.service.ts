import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings';
import { NotFound } from '../errors/domain-errors';
import { sameText } from '../http/same-text';
import { Metrics } from './metrics';

/** Gives out the figures to whoever may have them. */
@Injectable()
export class MetricsService {
  constructor(
    private readonly settings: Settings,
    private readonly metrics: Metrics,
  ) {}

  /** The figures as text. @throws NotFound when METRICS_TOKEN is set and was not sent */
  async read(authorization: string | undefined): Promise<string> {
    const { metricsToken } = this.settings;
    if (metricsToken !== null && !sameText(authorization ?? '', `Bearer ${metricsToken}`))
      throw new NotFound();
    return this.metrics.registry.metrics();
  }
}

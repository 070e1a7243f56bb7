import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings';
import { Metrics } from '../../metrics/metrics';
import { MailGovernor } from './mail-governor';
import { MailRateRepository } from './mail-rate.repository';

/** The gauges of the limits of mail; only those of limits that are set. */
@Injectable()
export class GovernorMetrics {
  constructor(metrics: Metrics, governor: MailGovernor, rates: MailRateRepository, settings: Settings) {
    const { mailRatePerSecond, mailRatePerHour, mailRatePerDay } = settings;
    if (mailRatePerSecond > 0) {
      metrics.addGauge(
        'parley_mail_rate_share',
        'Mails per second that this process may send now.',
        'of',
        async () => ({ process: governor.currentShare }),
      );
    }
    const limits = { hour: mailRatePerHour, day: mailRatePerDay };
    if (mailRatePerHour + mailRatePerDay === 0) return;
    metrics.addGauge(
      'parley_mail_quota_used_ratio',
      'Mails that count for the limit of the last hour or day, as a part of the limit.',
      'window',
      async () => {
        const counted = await rates.counted();
        const used = (['hour', 'day'] as const).filter((window) => limits[window] > 0);
        return Object.fromEntries(used.map((window) => [window, counted[window] / limits[window]]));
      },
    );
    metrics.addGauge(
      'parley_mail_wait_seconds',
      'Seconds until this process may send a mail again.',
      'of',
      async () => ({ process: governor.secondsLeft }),
    );
  }
}

import { Injectable } from '@nestjs/common';
import { Metrics } from '../metrics/metrics';
import { MailReportsRepository } from './mail-reports.repository';

/** The gauge of reports that matched no mail. */
@Injectable()
export class MailReportsMetrics {
  constructor(metrics: Metrics, reports: MailReportsRepository) {
    metrics.addGauge(
      'parley_mail_reports_unmatched',
      'Reports of the last 90 days that matched no mail.',
      'of',
      async () => ({ all: await reports.countUnmatched() }),
    );
  }
}

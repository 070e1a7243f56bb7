import { Injectable } from '@nestjs/common';
import { Metrics } from '../../metrics/metrics';
import { WebhookMessagesRepository } from './webhook-messages.repository';

/** The gauges of webhooks. */
@Injectable()
export class WebhookMetrics {
  constructor(metrics: Metrics, messages: WebhookMessagesRepository) {
    metrics.addGauge(
      'parley_webhook_messages',
      'Messages that are to be sent, those that are tried again included.',
      'status',
      async () => ({ pending: (await messages.backlog()).pending }),
    );
    metrics.addGauge(
      'parley_webhook_lag_seconds',
      'How long the oldest due message has been waiting.',
      'of',
      async () => ({ oldest: (await messages.backlog()).lagSeconds }),
    );
  }
}

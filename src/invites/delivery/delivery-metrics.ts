import { Injectable } from '@nestjs/common';
import { DatabasePool } from '../../database/database-pool';
import { Metrics } from '../../metrics/metrics';
import { ClaimsRepository } from './claims.repository';
import { DeliveryQueue } from './delivery-queue';

/** The gauges of deliveries, queue and database connections. */
@Injectable()
export class DeliveryMetrics {
  constructor(metrics: Metrics, deliveries: ClaimsRepository, queue: DeliveryQueue, pool: DatabasePool) {
    metrics.addGauge('parley_deliveries', 'Deliveries that are not done, by state.', 'status', () =>
      deliveries.countOpen(),
    );
    metrics.addGauge(
      'parley_delivery_lag_seconds',
      'How long the oldest due delivery has been waiting.',
      'of',
      async () => ({ oldest: await deliveries.lagSeconds() }),
    );
    metrics.addGauge('parley_queue_jobs', 'Rounds of delivery that wait or run.', 'queue', async () => ({
      invites: await queue.countOpenJobs(),
    }));
    metrics.addGauge(
      'parley_queue_accepts_jobs',
      'Whether the queue takes jobs (1) or refuses them (0).',
      'queue',
      async () => ({ invites: (await queue.findRefusal()) === null ? 1 : 0 }),
    );
    metrics.addGauge(
      'parley_database_connections',
      'Connections of this process, by state.',
      'state',
      async () => pool.usage(),
    );
  }
}

import { Injectable } from '@nestjs/common';
import { DatabasePool } from '../../database/database-pool';
import { Metrics } from '../../metrics/metrics';
import { DeliveryBacklogReadModel } from './delivery-backlog.read-model';
import { DeliveryQueue } from './delivery-queue';

/** Registers the Prometheus gauges of deliveries and their queue. */
@Injectable()
export class DeliveryMetrics {
  constructor(metrics: Metrics, backlog: DeliveryBacklogReadModel, queue: DeliveryQueue, pool: DatabasePool) {
    metrics.addGauge('parley_deliveries', 'Unfinished deliveries, by status.', 'status', () =>
      backlog.countOpen(),
    );
    metrics.addGauge(
      'parley_delivery_lag_seconds',
      'How long the oldest due delivery has been waiting.',
      'of',
      async () => ({ oldest: await backlog.lagSeconds() }),
    );
    metrics.addGauge('parley_queue_jobs', 'Delivery jobs that are waiting or active.', 'queue', async () => ({
      invites: await queue.countOpenJobs(),
    }));
    metrics.addGauge(
      'parley_database_connections',
      'Database connections of this process, by state.',
      'state',
      async () => pool.usage(),
    );
  }
}

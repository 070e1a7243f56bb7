import { Injectable } from '@nestjs/common';
import { DatabasePool } from '../../database/database-pool';
import { Metrics } from '../../metrics/metrics';
import { DeliveryBacklogReadModel } from './delivery-backlog.read-model';
import { DeliveryQueue } from './delivery-queue';

/** The gauges of deliveries, queue and database connections. */
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
    metrics.addGauge('parley_batches_paused', 'Paused batches with mails left, by reason.', 'reason', () =>
      backlog.countPaused(),
    );
    metrics.addGauge('parley_queue_jobs', 'Delivery jobs that are waiting or active.', 'queue', async () => ({
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
      'Database connections of this process, by state.',
      'state',
      async () => pool.usage(),
    );
  }
}

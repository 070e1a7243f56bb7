import { Injectable } from '@nestjs/common';
import { DatabasePool } from '../database/database-pool';
import { Metrics } from '../metrics/metrics';
import { DeliveriesRepository } from './deliveries.repository';
import { DeliveryClock } from './delivery-clock';

/** Tells Prometheus what waits. */
@Injectable()
export class DeliveryGauges {
  constructor(metrics: Metrics, deliveries: DeliveriesRepository, clock: DeliveryClock, pool: DatabasePool) {
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
      invites: await clock.backlog(),
    }));
    metrics.addGauge(
      'parley_database_connections',
      'Connections of this process, by state.',
      'state',
      async () => pool.figures(),
    );
  }
}

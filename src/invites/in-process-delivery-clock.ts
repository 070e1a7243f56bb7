import { Injectable, Logger } from '@nestjs/common';
import pLimit from 'p-limit';
import { describeFailure } from '../errors/describe-failure';
import { DeliveryClock, JOBS_AT_ONCE } from './delivery-clock';
import { DeliveryService } from './delivery.service';

/** The clock of a process without Redis: rounds run right here, the same work as a Bull job does. */
@Injectable()
export class InProcessDeliveryClock extends DeliveryClock {
  private readonly logger = new Logger(InProcessDeliveryClock.name);
  private readonly limit = pLimit(JOBS_AT_ONCE);

  constructor(private readonly deliveries: DeliveryService) {
    super();
  }

  async enqueue(batchId: string, jobs: number): Promise<void> {
    for (let job = 0; job < jobs; job++) void this.limit(() => this.round(batchId));
  }

  async backlog(): Promise<number> {
    return this.limit.pendingCount + this.limit.activeCount;
  }

  async waiting(): Promise<number> {
    return this.limit.pendingCount;
  }

  private async round(batchId: string): Promise<void> {
    try {
      await this.deliveries.deliverDue(batchId);
    } catch (error) {
      // What was claimed comes back when the claim runs out; the sweeper asks for another round.
      this.logger.error({ msg: 'a round of deliveries failed', batchId, ...describeFailure(error) });
    }
  }
}

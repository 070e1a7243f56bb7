import { Injectable, Logger } from '@nestjs/common';
import pLimit from 'p-limit';
import { toLogFields } from '../../errors/to-log-fields';
import { DeliveryQueue, JOB_CONCURRENCY } from './delivery-queue';
import { DeliveryService } from './delivery.service';

/** Queue of a process without Redis: runs the jobs itself. */
@Injectable()
export class InMemoryDeliveryQueue extends DeliveryQueue {
  private readonly logger = new Logger(InMemoryDeliveryQueue.name);
  private readonly limit = pLimit(JOB_CONCURRENCY);

  constructor(private readonly deliveries: DeliveryService) {
    super();
  }

  async enqueueJobs(batchId: string, jobs: number): Promise<void> {
    for (let job = 0; job < jobs; job++) void this.limit(() => this.runJob(batchId));
  }

  /** Without a job, the sweeper finds the batch within seconds of its time. */
  async schedule(): Promise<void> {}

  async countOpenJobs(): Promise<number> {
    return this.limit.pendingCount + this.limit.activeCount;
  }

  async countWaitingJobs(): Promise<number> {
    return this.limit.pendingCount;
  }

  async findRefusal(): Promise<null> {
    return null;
  }

  private async runJob(batchId: string): Promise<void> {
    try {
      await this.deliveries.deliverDue(batchId);
    } catch (error) {
      // Its deliveries are due again when their claims expire; the sweeper then adds another job.
      this.logger.error({ msg: 'delivery job failed', batchId, ...toLogFields(error) });
    }
  }
}

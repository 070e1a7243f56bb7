import { Process, Processor } from '@nestjs/bull';
import type { Job } from 'bull';
import { DELIVER_JOB, type DeliverJob, INVITES_QUEUE, JOB_CONCURRENCY } from './delivery-queue';
import { DeliveryService } from './delivery.service';

/** Runs the jobs of Bull's queue. */
@Processor(INVITES_QUEUE)
export class DeliveryProcessor {
  constructor(private readonly deliveries: DeliveryService) {}

  @Process({ name: DELIVER_JOB, concurrency: JOB_CONCURRENCY })
  async deliver(job: Job<DeliverJob>): Promise<void> {
    await this.deliveries.deliverDue(job.data.batch_id);
  }
}

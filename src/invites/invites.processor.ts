import { Process, Processor } from '@nestjs/bull';
import type { Job } from 'bull';
import { DELIVER_JOB, type DeliverJob, INVITES_QUEUE, JOBS_AT_ONCE } from './delivery-clock';
import { DeliveryService } from './delivery.service';

/** Works off Bull's jobs. */
@Processor(INVITES_QUEUE)
export class InvitesProcessor {
  constructor(private readonly deliveries: DeliveryService) {}

  @Process({ name: DELIVER_JOB, concurrency: JOBS_AT_ONCE })
  async deliver(job: Job<DeliverJob>): Promise<void> {
    await this.deliveries.deliverDue(job.data.batch_id);
  }
}

import { Process, Processor } from '@nestjs/bull';
import type { Job } from 'bull';
import { WebhookDeliveryService } from './webhook-delivery.service';
import { JOB_CONCURRENCY, SEND_JOB, type SendJob, WEBHOOKS_QUEUE } from './webhook-queue';

/** Runs the jobs of Bull's queue. */
@Processor(WEBHOOKS_QUEUE)
export class WebhookProcessor {
  constructor(private readonly delivery: WebhookDeliveryService) {}

  @Process({ name: SEND_JOB, concurrency: JOB_CONCURRENCY })
  async send(job: Job<SendJob>): Promise<void> {
    await this.delivery.deliverDue(job.data.webhook_id);
  }
}

import { Injectable, Logger } from '@nestjs/common';
import pLimit from 'p-limit';
import { toLogFields } from '../../errors/to-log-fields';
import { WebhookDeliveryService } from './webhook-delivery.service';
import { JOB_CONCURRENCY, WebhookQueue } from './webhook-queue';

/** Queue of a process without Redis: runs the jobs itself. */
@Injectable()
export class InMemoryWebhookQueue extends WebhookQueue {
  private readonly logger = new Logger(InMemoryWebhookQueue.name);
  private readonly limit = pLimit(JOB_CONCURRENCY);
  private readonly known = new Set<string>();

  constructor(private readonly delivery: WebhookDeliveryService) {
    super();
  }

  async enqueue(webhookId: string): Promise<void> {
    if (this.known.has(webhookId)) return;
    this.known.add(webhookId);
    void this.limit(() => this.run(webhookId));
  }

  private async run(webhookId: string): Promise<void> {
    try {
      await this.delivery.deliverDue(webhookId);
    } catch (error) {
      // Its messages are due again when their claims expire; the sweeper then adds another job.
      this.logger.error({ msg: 'a webhook job failed', webhookId, ...toLogFields(error) });
    } finally {
      this.known.delete(webhookId);
    }
  }
}

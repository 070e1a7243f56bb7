import { InjectQueue } from '@nestjs/bull';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Queue } from 'bull';
import { toLogFields } from '../../errors/to-log-fields';
import { SEND_JOB, type SendJob, WebhookQueue, WEBHOOKS_QUEUE } from './webhook-queue';

/** The queue that all processes share: Bull on Redis. */
@Injectable()
export class BullWebhookQueue extends WebhookQueue implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(BullWebhookQueue.name);
  private reportedAt = 0;

  constructor(@InjectQueue(WEBHOOKS_QUEUE) private readonly queue: Queue<SendJob>) {
    super();
  }

  onModuleInit(): void {
    // Without a listener, an unreachable Redis would end the process.
    this.queue.on('error', (error) => this.report(error));
  }

  async onApplicationShutdown(): Promise<void> {
    const doNotWaitJobs = true; // WebhookDeliveryService.onModuleDestroy has ended them.
    await this.queue.close(doNotWaitJobs);
  }

  async enqueue(webhookId: string): Promise<void> {
    // Bull drops a job whose id waits or runs already.
    const options = { jobId: webhookId, removeOnComplete: true, removeOnFail: true };
    this.queue
      .add(SEND_JOB, { webhook_id: webhookId }, options)
      .catch((error: unknown) => this.report(error));
    return Promise.resolve();
  }

  /** At most every ten seconds, because every command fails then. */
  private report(error: unknown): void {
    if (Date.now() - this.reportedAt < 10_000) return;
    this.reportedAt = Date.now();
    this.logger.warn({ msg: 'Redis is not reachable; webhooks wait in the database', ...toLogFields(error) });
  }
}

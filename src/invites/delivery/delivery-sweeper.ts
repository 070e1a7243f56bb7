import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { toLogFields } from '../../errors/to-log-fields';
import { DeliveryBacklogReadModel } from './delivery-backlog.read-model';
import { DeliveryQueue, jobCountFor } from './delivery-queue';

const SWEEP_MS = 5000;

/**
 * Adds jobs for due deliveries that have none: after a crash between commit and enqueue, a loss of Redis, a killed
 * worker, or when the pause before a retry is over.
 */
@Injectable()
export class DeliverySweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeliverySweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping = false;

  constructor(
    private readonly backlog: DeliveryBacklogReadModel,
    private readonly queue: DeliveryQueue,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweepSafely(), SWEEP_MS);
    this.timer.unref();
    void this.sweepSafely();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Adds jobs unless enough of them are waiting. */
  async sweep(): Promise<void> {
    const batches = await this.backlog.findDueBatches();
    const needed = batches.reduce((sum, batch) => sum + jobCountFor(batch.due), 0);
    if (needed === 0 || (await this.queue.countWaitingJobs()) >= needed) return;
    for (const { batchId, due } of batches) await this.queue.enqueueJobs(batchId, jobCountFor(due));
  }

  private async sweepSafely(): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    try {
      await this.sweep();
    } catch (error) {
      this.logger.warn({ msg: 'delivery sweep failed; it runs again in 5 s', ...toLogFields(error) });
    } finally {
      this.sweeping = false;
    }
  }
}

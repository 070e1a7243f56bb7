import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { toLogFields } from '../../errors/to-log-fields';
import { ClaimsRepository } from './claims.repository';
import { DeliveryQueue, jobCountFor } from './delivery-queue';

const SWEEP_MS = 5000;

/**
 * Looks for due deliveries that no job asks for: after a crash between commit and enqueue, a wiped Redis, a killed
 * worker, or when a pause is over.
 */
@Injectable()
export class DeliverySweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeliverySweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping = false;

  constructor(
    private readonly deliveries: ClaimsRepository,
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

  /** Enqueues what is due and not in the queue. */
  async sweep(): Promise<void> {
    const batches = await this.deliveries.findDueBatches();
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
      this.logger.warn({ msg: 'sweep failed; the next one follows', ...toLogFields(error) });
    } finally {
      this.sweeping = false;
    }
  }
}

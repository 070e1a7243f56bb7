import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { describeFailure } from '../errors/describe-failure';
import { DeliveriesRepository } from './deliveries.repository';
import { DeliveryClock, jobsFor } from './delivery-clock';

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
    private readonly deliveries: DeliveriesRepository,
    private readonly clock: DeliveryClock,
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
    const needed = batches.reduce((sum, batch) => sum + jobsFor(batch.due), 0);
    if (needed === 0 || (await this.clock.waiting()) >= needed) return;
    for (const { batchId, due } of batches) await this.clock.enqueue(batchId, jobsFor(due));
  }

  private async sweepSafely(): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    try {
      await this.sweep();
    } catch (error) {
      this.logger.warn({ msg: 'sweep failed; the next one follows', ...describeFailure(error) });
    } finally {
      this.sweeping = false;
    }
  }
}

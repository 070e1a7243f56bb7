import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { toLogFields } from '../../errors/to-log-fields';
import { DeliveryBacklogReadModel, type DueBatch } from './delivery-backlog.read-model';
import { DeliveryQueue, jobCountFor } from './delivery-queue';
import { DeliveryService } from './delivery.service';

const SWEEP_MS = 5000;

/** Jobs without the queue in one sweep, so that a queue that works again is soon noticed. */
const JOBS_PER_SWEEP = 20;

/**
 * Adds jobs for due deliveries that have none: after a crash between commit and enqueue, a loss of Redis, a killed
 * worker, or when the pause before a retry is over. While the queue refuses
 * jobs, it runs jobs itself, one at a time.
 */
@Injectable()
export class DeliverySweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeliverySweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping = false;
  private refusal: string | null = null;

  constructor(
    private readonly backlog: DeliveryBacklogReadModel,
    private readonly queue: DeliveryQueue,
    private readonly delivery: DeliveryService,
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
    if (needed === 0 && this.refusal === null) return;
    this.noteRefusal(await this.queue.findRefusal());
    if (this.refusal !== null) return this.deliverWithoutQueue(batches);
    if ((await this.queue.countWaitingJobs()) >= needed) return;
    for (const { batchId, due } of batches) await this.queue.enqueueJobs(batchId, jobCountFor(due));
  }

  private async deliverWithoutQueue(batches: DueBatch[]): Promise<void> {
    const jobs = batches.flatMap(({ batchId, due }) =>
      Array.from({ length: jobCountFor(due) }, () => batchId),
    );
    for (const batchId of jobs.slice(0, JOBS_PER_SWEEP)) await this.delivery.deliverDue(batchId);
  }

  /** Logs a change only; the metric `parley_queue_accepts_jobs` shows the state. */
  private noteRefusal(refusal: string | null): void {
    if (refusal === this.refusal) return;
    this.refusal = refusal;
    if (refusal === null) this.logger.log({ msg: 'the queue takes jobs again' });
    else this.logger.error({ msg: `${refusal}. Until then mails go out without the queue, slower` });
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

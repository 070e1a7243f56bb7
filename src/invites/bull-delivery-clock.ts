import { InjectQueue } from '@nestjs/bull';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Queue } from 'bull';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeFailure } from '../errors/describe-failure';
import { DELIVER_JOB, DeliveryClock, type DeliverJob, INVITES_QUEUE } from './delivery-clock';

// A request does not wait longer for Redis than this; the deliveries are in the table already.
const PATIENCE_MS = 2000;

/** The clock that all processes share: Bull on Redis. */
@Injectable()
export class BullDeliveryClock extends DeliveryClock implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(BullDeliveryClock.name);
  private reportedAt = 0;

  constructor(@InjectQueue(INVITES_QUEUE) private readonly queue: Queue<DeliverJob>) {
    super();
  }

  onModuleInit(): void {
    // Without a listener an unreachable Redis would end the process.
    this.queue.on('error', (error) => this.report(error));
  }

  /** Closes the queue before its module does, which would wait for a next job where Redis is gone. */
  async onApplicationShutdown(): Promise<void> {
    const doNotWaitJobs = true; // Their mails have ended by now (DeliveryService.onModuleDestroy).
    await this.queue.close(doNotWaitJobs);
  }

  async enqueue(batchId: string, jobs: number): Promise<void> {
    const added = this.queue.addBulk(
      Array.from({ length: jobs }, () => ({
        name: DELIVER_JOB,
        data: { batch_id: batchId },
        opts: { removeOnComplete: true, removeOnFail: 100 },
      })),
    );
    try {
      await withPatience(added);
    } catch (error) {
      this.report(error);
    }
  }

  async backlog(): Promise<number> {
    const [waiting, active] = await Promise.all([
      // Those of a paused queue too, which `getJobCounts` counts apart.
      withPatience(this.queue.getWaitingCount()),
      withPatience(this.queue.getActiveCount()),
    ]);
    return waiting + active;
  }

  async waiting(): Promise<number> {
    return withPatience(this.queue.getWaitingCount());
  }

  /** Redis that is down fails every command; once in a while is enough to say so. */
  private report(error: unknown): void {
    if (Date.now() - this.reportedAt < 10_000) return;
    this.reportedAt = Date.now();
    this.logger.warn({
      msg: 'Redis is not reachable; deliveries wait in the database',
      ...describeFailure(error),
    });
  }
}

async function withPatience<T>(answer: Promise<T>): Promise<T> {
  // The answer may still fail long after nobody waits for it.
  answer.catch(() => undefined);
  const aborter = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: aborter.signal, ref: false }).then(() => {
    throw new Error('Redis did not answer in time.');
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    aborter.abort();
  }
}

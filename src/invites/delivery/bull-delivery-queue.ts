import { InjectQueue } from '@nestjs/bull';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Queue } from 'bull';
import { setTimeout as sleep } from 'node:timers/promises';
import { toLogFields } from '../../errors/to-log-fields';
import { DELIVER_JOB, DeliveryQueue, type DeliverJob, INVITES_QUEUE } from './delivery-queue';

/** A request does not wait longer for Redis, because its deliveries are already in the table. */
const REDIS_TIMEOUT_MS = 2000;

/** The queue that all processes share: Bull on Redis. */
@Injectable()
export class BullDeliveryQueue extends DeliveryQueue implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(BullDeliveryQueue.name);
  private reportedAt = 0;

  constructor(@InjectQueue(INVITES_QUEUE) private readonly queue: Queue<DeliverJob>) {
    super();
  }

  onModuleInit(): void {
    // Without a listener, an unreachable Redis would end the process.
    this.queue.on('error', (error) => this.report(error));
  }

  /** Closes the queue before Bull's module does, because that would wait for another job while Redis is unreachable. */
  async onApplicationShutdown(): Promise<void> {
    const doNotWaitJobs = true; // DeliveryService.onModuleDestroy has finished their mails.
    await this.queue.close(doNotWaitJobs);
  }

  async enqueueJobs(batchId: string, jobs: number): Promise<void> {
    const added = this.queue.addBulk(
      Array.from({ length: jobs }, () => ({
        name: DELIVER_JOB,
        data: { batch_id: batchId },
        opts: { removeOnComplete: true, removeOnFail: 100 },
      })),
    );
    try {
      await withTimeout(added);
    } catch (error) {
      this.report(error);
    }
  }

  async countOpenJobs(): Promise<number> {
    const [waiting, active] = await Promise.all([
      // Includes the jobs of a paused queue, which getJobCounts counts separately.
      withTimeout(this.queue.getWaitingCount()),
      withTimeout(this.queue.getActiveCount()),
    ]);
    return waiting + active;
  }

  async countWaitingJobs(): Promise<number> {
    return withTimeout(this.queue.getWaitingCount());
  }

  /** Logs that Redis is unreachable, at most every ten seconds, because every command fails then. */
  private report(error: unknown): void {
    if (Date.now() - this.reportedAt < 10_000) return;
    this.reportedAt = Date.now();
    this.logger.warn({
      msg: 'Redis is not reachable; deliveries wait in the database',
      ...toLogFields(error),
    });
  }
}

async function withTimeout<T>(reply: Promise<T>): Promise<T> {
  // The command can still fail after the timeout, when its rejection is no longer handled.
  reply.catch(() => undefined);
  const aborter = new AbortController();
  const timeout = sleep(REDIS_TIMEOUT_MS, undefined, { signal: aborter.signal, ref: false }).then(() => {
    throw new Error('Redis did not reply in time.');
  });
  timeout.catch(() => undefined);
  try {
    return await Promise.race([reply, timeout]);
  } finally {
    aborter.abort();
  }
}

import { InjectQueue } from '@nestjs/bull';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Queue } from 'bull';
import { setTimeout as sleep } from 'node:timers/promises';
import { toLogFields } from '../../errors/to-log-fields';
import { DELIVER_JOB, DeliveryQueue, type DeliverJob, INVITES_QUEUE } from './delivery-queue';
import { explainRefusal, NEEDED_COMMANDS } from './redis-refusal';

/** A request does not wait longer for Redis, because its deliveries are already in the table. */
const REDIS_TIMEOUT_MS = 2000;

// A worker that is refused a command tries again every few seconds, so its last refusal counts for longer than that.
const REFUSAL_LASTS_MS = 20_000;

// Bull changes jobs by scripts, so only a script that writes shows whether it can.
const PROBE = `return redis.call('SET', KEYS[1], '1', 'EX', '60')`;

/** The queue that all processes share: Bull on Redis. */
@Injectable()
export class BullDeliveryQueue extends DeliveryQueue implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(BullDeliveryQueue.name);
  private reportedAt = 0;
  private lastRefusal: { reason: string; at: number } | null = null;
  private missingCommands: string[] | null = null;

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
    await this.add(batchId, jobs, 0);
  }

  async schedule(batchId: string, at: Date): Promise<void> {
    await this.add(batchId, 1, Math.max(0, at.getTime() - Date.now()));
  }

  private async add(batchId: string, jobs: number, delay: number): Promise<void> {
    const added = this.queue.addBulk(
      Array.from({ length: jobs }, () => ({
        name: DELIVER_JOB,
        data: { batch_id: batchId },
        opts: { removeOnComplete: true, removeOnFail: 100, delay },
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

  async findRefusal(): Promise<string | null> {
    try {
      await withTimeout(this.queue.client.eval(PROBE, 1, this.queue.toKey('probe')));
    } catch (error) {
      const reason = explainRefusal(error);
      if (reason === null) throw error;
      return reason;
    }
    const missing = (this.missingCommands ??= await this.findMissingCommands());
    if (missing.length > 0) {
      return `Redis lacks commands that Bull needs (${missing.join(', ')}). Use a plain Redis 6.2 or later, without renamed commands`;
    }
    const { lastRefusal } = this;
    return lastRefusal && Date.now() - lastRefusal.at < REFUSAL_LASTS_MS ? lastRefusal.reason : null;
  }

  /** Empty where Redis does not tell. */
  private async findMissingCommands(): Promise<string[]> {
    try {
      const known = await withTimeout(this.queue.client.command('INFO', ...NEEDED_COMMANDS));
      return NEEDED_COMMANDS.filter((_, position) => known[position] === null);
    } catch (error) {
      if (explainRefusal(error) === null) throw error;
      return [];
    }
  }

  /** Logs that Redis is unreachable, at most every ten seconds, because every command fails then. */
  private report(error: unknown): void {
    const refusal = explainRefusal(error);
    if (refusal !== null) this.lastRefusal = { reason: refusal, at: Date.now() };
    if (Date.now() - this.reportedAt < 10_000) return;
    this.reportedAt = Date.now();
    this.logger.warn({
      msg: refusal ?? 'Redis is not reachable; deliveries wait in the database',
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

import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { Conflict } from '../errors/domain-errors';
import { toLogFields } from '../errors/to-log-fields';
import { IdempotencyRepository, type RequestIdentity, type StoredAnswer } from './idempotency.repository';

const CLAIM_SECONDS = 60;
const CLEANUP_INTERVAL_MS = 3_600_000;

/** Lets a client repeat a request without repeating its effect. */
@Injectable()
export class IdempotencyService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(IdempotencyService.name);
  private cleanupTimer: NodeJS.Timeout | undefined;

  constructor(private readonly keys: IdempotencyRepository) {}

  onApplicationBootstrap(): void {
    this.cleanupTimer = setInterval(
      () => void this.keys.deleteExpired().catch(() => undefined),
      CLEANUP_INTERVAL_MS,
    );
    this.cleanupTimer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.cleanupTimer);
  }

  /**
   * Runs the request, or returns the stored response of its first run. The response is stored if `run` resolves; if it
   * throws, the key is released.
   * @param request query and parsed body, which must be the same when the request is repeated
   * @throws Conflict `idempotency_key_reused` or `idempotency_key_in_use`
   */
  async once(
    identity: RequestIdentity,
    request: unknown,
    run: () => Promise<StoredAnswer>,
  ): Promise<{ answer: StoredAnswer; replayed: boolean }> {
    const requestHash = createHash('sha256').update(JSON.stringify(request)).digest();
    const runId = randomUUID();
    if (!(await this.keys.claim(identity, requestHash, runId, CLAIM_SECONDS))) {
      return { answer: await this.findStored(identity, requestHash), replayed: true };
    }
    const renewal = setInterval(
      () => void this.keys.renew(identity, runId, CLAIM_SECONDS).catch(() => undefined),
      (CLAIM_SECONDS * 1000) / 3,
    );
    try {
      const answer = await run();
      await this.safely(this.keys.keep(identity, runId, answer));
      return { answer, replayed: false };
    } catch (error) {
      await this.safely(this.keys.release(identity, runId));
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  /** Failing to store the outcome must not fail the request; the claim expires on its own. */
  private async safely(write: Promise<void>): Promise<void> {
    try {
      await write;
    } catch (error) {
      this.logger.error({
        msg: 'the outcome of an idempotent request was not stored',
        ...toLogFields(error),
      });
    }
  }

  private async findStored(identity: RequestIdentity, requestHash: Buffer): Promise<StoredAnswer> {
    const kept = await this.keys.find(identity);
    if (kept && !kept.requestHash.equals(requestHash)) {
      throw new Conflict(
        'idempotency_key_reused',
        'This Idempotency-Key was used with another request. Use a new key for a new request.',
      );
    }
    // If the first run failed between the claim and this read, its key is released. It was running when this one came.
    if (!kept?.answer) {
      throw new Conflict(
        'idempotency_key_in_use',
        'The first request with this Idempotency-Key still runs. Repeat it in a moment.',
      );
    }
    return kept.answer;
  }
}

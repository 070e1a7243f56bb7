import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { Conflict } from '../errors/domain-errors';
import { toLogFields } from '../errors/to-log-fields';
import { IdempotencyRepository, type RequestIdentity, type StoredAnswer } from './idempotency.repository';

const CLAIM_SECONDS = 60;
const CLEANING_MS = 3_600_000;

/** Lets a client repeat a request without repeating its effect (contract, Conventions). */
@Injectable()
export class IdempotencyService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(IdempotencyService.name);
  private cleaning: NodeJS.Timeout | undefined;

  constructor(private readonly keys: IdempotencyRepository) {}

  onApplicationBootstrap(): void {
    this.cleaning = setInterval(() => void this.keys.deleteExpired().catch(() => undefined), CLEANING_MS);
    this.cleaning.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.cleaning);
  }

  /**
   * Runs the request, or returns the answer that is kept of its first run. An answer is kept when `run` resolves;
   * when it throws, the key is free again.
   * @param request query and parsed body, which a repetition must send alike
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
      return { answer: await this.kept(identity, requestHash), replayed: true };
    }
    const renewing = setInterval(
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
      clearInterval(renewing);
    }
  }

  /** What the request did or why it failed stands, whether that can be written down or not. The claim runs out. */
  private async safely(write: Promise<void>): Promise<void> {
    try {
      await write;
    } catch (error) {
      this.logger.error({
        msg: 'the outcome of an idempotency key is not stored',
        ...toLogFields(error),
      });
    }
  }

  private async kept(identity: RequestIdentity, requestHash: Buffer): Promise<StoredAnswer> {
    const kept = await this.keys.find(identity);
    if (kept && !kept.requestHash.equals(requestHash)) {
      throw new Conflict(
        'idempotency_key_reused',
        'This Idempotency-Key was used with another request. Use a new key for a new request.',
      );
    }
    // A run that failed between the two looks has freed the key; to this request it was still running.
    if (!kept?.answer) {
      throw new Conflict(
        'idempotency_key_in_use',
        'The first request with this Idempotency-Key still runs. Repeat it in a moment.',
      );
    }
    return kept.answer;
  }
}

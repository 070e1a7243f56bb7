import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Conflict } from '../errors/domain-errors';
import { LARGE_BYTES, ResponseBudget } from '../http/response-budget';
import { toLogFields } from '../errors/to-log-fields';
import {
  CLAIM_SECONDS,
  IdempotencyRepository,
  type RequestIdentity,
  type StoredResponse,
} from './idempotency.repository';

const CLEANUP_INTERVAL_MS = 3_600_000;

/** The response of a run. One that is a stream is too large to be kept. */
export interface RunResponse extends Omit<StoredResponse, 'body'> {
  body: Buffer | Readable | null;
}

/** Lets a client repeat a request without repeating its effect. */
@Injectable()
export class IdempotencyService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(IdempotencyService.name);
  private cleanupTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly keys: IdempotencyRepository,
    private readonly budget: ResponseBudget,
  ) {}

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
   * throws, or the response is a stream, the key is released.
   * @param request query and parsed body, which must be the same when the request is repeated
   * @throws Conflict `idempotency_key_reused` or `idempotency_key_in_use`
   */
  async once(
    identity: RequestIdentity,
    request: unknown,
    run: () => Promise<RunResponse>,
  ): Promise<{ response: RunResponse; replayed: boolean }> {
    const requestHash = createHash('sha256').update(JSON.stringify(request)).digest();
    const runId = randomUUID();
    if (!(await this.keys.claim(identity, requestHash, runId))) {
      return { response: await this.findStored(identity, requestHash), replayed: true };
    }
    const renewal = setInterval(
      () => void this.keys.renew(identity, runId).catch(() => undefined),
      (CLAIM_SECONDS * 1000) / 3,
    );
    try {
      const response = await run();
      const { status, headers, body } = response;
      await this.logFailure(
        body instanceof Readable
          ? this.keys.release(identity, runId)
          : this.keys.keep(identity, runId, { status, headers, body }),
      );
      return { response, replayed: false };
    } catch (error) {
      await this.logFailure(this.keys.release(identity, runId));
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  /** Failing to store the outcome must not fail the request; the claim expires on its own. */
  private async logFailure(write: Promise<void>): Promise<void> {
    try {
      await write;
    } catch (error) {
      this.logger.error({
        msg: 'the outcome of an idempotent request was not stored',
        ...toLogFields(error),
      });
    }
  }

  private async findStored(identity: RequestIdentity, requestHash: Buffer): Promise<StoredResponse> {
    let stored = await this.keys.find(identity, LARGE_BYTES);
    if (stored?.isLarge)
      stored = await this.budget.read(stored.bytes, () => this.keys.find(identity, Infinity));
    if (stored && !stored.requestHash.equals(requestHash)) {
      throw new Conflict(
        'idempotency_key_reused',
        'This Idempotency-Key was used with another request. Use a new key for a new request.',
      );
    }
    // Null also when the other run has failed and freed the key since the claim was refused.
    if (!stored?.response) {
      throw new Conflict(
        'idempotency_key_in_use',
        'The first request with this Idempotency-Key still runs. Repeat it in a moment.',
      );
    }
    return stored.response;
  }
}

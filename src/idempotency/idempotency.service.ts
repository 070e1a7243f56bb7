import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { createHmac, type KeyObject, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type DerivedKeys, deriveKeys } from '../config/derived-keys';
import { Sealer } from '../config/sealer';
import { Settings } from '../config/settings';
import type { Transaction } from '../database/transaction-runner';
import { Conflict } from '../errors/domain-errors';
import { LARGE_BYTES, ResponseBudget } from '../http/response-budget';
import { toLogFields } from '../errors/to-log-fields';
import {
  CLAIM_SECONDS,
  IdempotencyRepository,
  type RequestIdentity,
  type StoredBody,
  type StoredResponse,
} from './idempotency.repository';

const CLEANUP_INTERVAL_MS = 3_600_000;
/** Answers can have megabytes each. */
const BODIES_AT_ONCE = 20;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Takes the place of an answer that was about a person who was erased. */
const ERASED_RESPONSE = {
  type: 'invalid_request',
  code: 'erased',
  detail: 'The answer to this request was erased together with a person. The request was not run again.',
  attr: null,
};

/** The response of a run. One that is a stream is too large to be kept. */
export interface RunResponse extends Omit<StoredResponse, 'body'> {
  body: Buffer | Readable | null;
}

/**
 * Lets a client repeat a request without repeating its effect. Answers are stored encrypted, since they hold links and
 * names, and requests as keyed hashes.
 */
@Injectable()
export class IdempotencyService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(IdempotencyService.name);
  private readonly hashKeys: DerivedKeys;
  private readonly sealer: Sealer;
  private cleanupTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly keys: IdempotencyRepository,
    private readonly budget: ResponseBudget,
    settings: Settings,
  ) {
    this.hashKeys = deriveKeys(settings, 'idempotent request');
    this.sealer = new Sealer(deriveKeys(settings, 'idempotent response'));
  }

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
    const runId = randomUUID();
    if (!(await this.keys.claim(identity, hashOf(request, this.hashKeys[0]), runId))) {
      return { response: await this.findStored(identity, request), replayed: true };
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
          : this.keys.keep(identity, runId, { status, headers, body: body && this.sealer.seal(body) }),
      );
      return { response, replayed: false };
    } catch (error) {
      await this.logFailure(this.keys.release(identity, runId));
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  /**
   * Replaces stored responses by an error, for good, where `isAbout` recognises their text. Requests that run at this
   * moment store none. Repeated requests are not run again.
   * @returns the number of responses that were replaced
   */
  async forget(tx: Transaction, projectId: string, isAbout: (text: string) => boolean): Promise<number> {
    const found: string[] = [];
    let last = FIRST_ID;
    let bodies: StoredBody[];
    do {
      bodies = await this.keys.findBodies(tx, projectId, last, BODIES_AT_ONCE);
      for (const { runId, body } of bodies) {
        const content = this.sealer.open(body)?.content;
        // One that cannot be read could be about anybody.
        if (!content || isAbout(content.toString('utf8'))) found.push(runId);
      }
      last = bodies.at(-1)?.runId ?? last;
    } while (bodies.length === BODIES_AT_ONCE);
    const body = this.sealer.seal(Buffer.from(JSON.stringify(ERASED_RESPONSE)));
    await this.keys.replace(tx, projectId, found, { status: 409, headers: {}, body });
    return found.length;
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

  private async findStored(identity: RequestIdentity, request: unknown): Promise<StoredResponse> {
    let stored = await this.keys.find(identity, LARGE_BYTES);
    if (stored?.isLarge)
      stored = await this.budget.read(stored.bytes, () => this.keys.find(identity, Infinity));
    const isSame = this.hashKeys.some((key) => stored?.requestHash.equals(hashOf(request, key)));
    if (stored && !isSame) {
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
    const { response } = stored;
    return { ...response, body: response.body && this.open(response.body) };
  }

  /** @throws Conflict when neither SECRET_KEY nor SECRET_KEY_PREVIOUS opens the answer */
  private open(body: Buffer): Buffer {
    const opened = this.sealer.open(body);
    if (opened) return opened.content;
    throw new Conflict(
      'idempotency_key_reused',
      'The answer to this Idempotency-Key cannot be read since SECRET_KEY was changed. The request was not run again.',
    );
  }
}

function hashOf(request: unknown, key: KeyObject): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(request)).digest();
}

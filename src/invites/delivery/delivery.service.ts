import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import pLimit, { type LimitFunction } from 'p-limit';
import { Batcher } from '../../batching/batcher';
import { Settings } from '../../config/settings';
import { NotFound } from '../../errors/domain-errors';
import { toLogFields } from '../../errors/to-log-fields';
import { MailGovernor } from '../../mail/governor/mail-governor';
import { MailFailure } from '../../mail/mail-failure';
import { isOpenAt } from '../../project-settings/sending-hours';
import {
  type ClaimedDelivery,
  ClaimsRepository,
  type DeliveryOutcome,
  type Verdict,
} from './claims.repository';
import { DeliveryMailer, type SendMail } from './delivery-mailer';
import { DeliveryOutcomeWriter } from './delivery-outcome-writer';
import { DELIVERIES_PER_JOB } from './delivery-queue';
import { LeaseRenewer } from './lease-renewer';
import { neverRetry, retryLater } from './retry-policy';
import { SendPermit } from './send-permit';

/** Seconds that a claim lasts unless it is renewed. The mails of a killed process are delayed by this time. */
export const CLAIM_SECONDS = 30;

/** While one mail is sent or recorded, the next is confirmed and announced, so that no connection is idle. */
const MAILS_PER_CONNECTION = 2;

/** How long a shutdown waits for a mail server or database that hangs; less than the process is given to stop. */
const SHUTDOWN_TIMEOUT_MS = 9000;

/** The parts of a job that are the same for all its deliveries. */
interface JobContext {
  batchId: string;
  /** Whether the batch has to wait, as a mail of the job has found out; the others need not try. */
  mustWait: boolean;
  sendMail: SendMail;
  /** Gives up the claim on a delivery that was skipped. */
  onSkipped: (delivery: ClaimedDelivery) => Promise<DeliveryResult>;
}

/**
 * The recorded outcome of a delivery, or why it has none:
 * `skipped`: this process does not send now, so the claim is released.
 * `waiting`: the batch is paused or the hour is outside of the sending windows, so the claim is released.
 * `stopped`: the person must not be mailed any more, so the delivery was cancelled.
 * `lost`: the claim may have expired. The delivery is left alone, because another process may have it.
 */
type DeliveryResult = DeliveryOutcome | { stopped: string } | 'skipped' | 'waiting' | 'lost';

/** Mails the deliveries that it has claimed, and records the outcomes. */
@Injectable()
export class DeliveryService implements OnModuleDestroy {
  private readonly logger = new Logger(DeliveryService.name);
  private readonly concurrency: LimitFunction;
  /** Limits mails that are sent but not yet recorded. Only these can be sent twice after a crash. */
  private readonly permits: LimitFunction;
  private readonly leases: LeaseRenewer;
  private readonly checks: Batcher<string, Verdict>;
  private readonly releases: Batcher<string, 'skipped'>;
  private readonly outcomes: DeliveryOutcomeWriter;
  private readonly jobs = new Set<Promise<unknown>>();
  private stopping = false;

  constructor(
    private readonly settings: Settings,
    private readonly claims: ClaimsRepository,
    private readonly mailer: DeliveryMailer,
    private readonly governor: MailGovernor,
  ) {
    this.concurrency = pLimit(settings.mailConnections * MAILS_PER_CONNECTION);
    this.permits = pLimit(settings.mailConnections);
    this.leases = new LeaseRenewer(claims, CLAIM_SECONDS);
    this.checks = new Batcher((ids) => this.claims.check(ids));
    this.releases = new Batcher(async (ids) => {
      await this.claims.release(ids, this.secondsLeft);
      return ids.map(() => 'skipped' as const);
    });
    this.outcomes = new DeliveryOutcomeWriter((outcomes) => this.claims.record(outcomes));
  }

  /** Finishes and records mails that are being sent, and releases the other claims. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    this.governor.stop();
    const timeout = setTimeout(() => {
      this.mailer.abortAll();
      this.outcomes.stopRetrying();
    }, SHUTDOWN_TIMEOUT_MS);
    await Promise.allSettled(this.jobs);
    clearTimeout(timeout);
    this.leases.stop();
  }

  /**
   * Runs one job: claims some due deliveries of the batch and mails them. Does nothing while mail cannot be sent.
   * Resolves when all mails are sent or begun, so that one that waits minutes for its reply does not hold up other jobs.
   */
  async deliverDue(batchId: string): Promise<void> {
    if (this.mustWait || this.settings.smtpUrl === null) return;
    await new Promise<void>((done, failed) => {
      let begun = false;
      const onAllBegun = (): void => {
        begun = true;
        done();
      };
      this.trackJob(() => this.claimAndDeliver(batchId, onAllBegun)).then(done, (error: Error) => {
        // The caller no longer waits. The deliveries are due again when their claims expire.
        if (begun) this.logger.error({ msg: 'delivery job failed', batchId, ...toLogFields(error) });
        failed(error);
      });
    });
  }

  private async claimAndDeliver(batchId: string, onAllBegun: () => void): Promise<void> {
    const found = await this.claims.findBatch(batchId);
    if (!found || !isOpenAt(found.hours, new Date())) return;
    // Taken before the statement, so that a process that freezes before the response does not overrate its claim.
    const claimedAt = performance.now();
    const claimed = await this.claims.claim(batchId, DELIVERIES_PER_JOB, CLAIM_SECONDS);
    const sendMail = this.mailer.forBatch(found, retryLater);
    const onSkipped = ({ id }: ClaimedDelivery) => this.releases.submit(id);
    const context = { batchId, mustWait: false, sendMail, onSkipped };
    await this.deliverAll(context, claimed, claimedAt, onAllBegun);
  }

  /**
   * Mails a batch whose deliveries this process has inserted as `sending`. Failures are final; a later `send_invites`
   * can send to these people again.
   * @param claimedAt `performance.now()` before they were inserted
   * @throws NotFound the batch was deleted with its topic
   * @returns the failure code by link; empty for mails that were accepted or, on shutdown, left to the queue
   */
  async deliverNow(batchId: string, claimedAt: number): Promise<Map<string, string>> {
    return this.trackJob(async () => {
      const found = await this.claims.findBatch(batchId);
      const claimed = await this.claims.findClaimed(batchId);
      if (!found) throw new NotFound('The topic was deleted while its invites were sent.');
      const sendMail = this.mailer.forBatch(found, neverRetry);
      const onSkipped = (delivery: ClaimedDelivery) => this.releaseOrFail(delivery);
      const context = { batchId, mustWait: false, sendMail, onSkipped };
      const results = await this.deliverAll(context, claimed, claimedAt);
      return new Map(claimed.map(({ id, shareId }) => [shareId, failureCodeOf(results.get(id))]));
    });
  }

  /** On shutdown, requeues an unsent mail; otherwise marks it failed, because the mail server is down. */
  private async releaseOrFail(delivery: ClaimedDelivery): Promise<DeliveryResult> {
    if (this.stopping) return this.releases.submit(delivery.id);
    const outcome = neverRetry(delivery, new MailFailure('unreachable', 'smtp_unreachable'));
    await this.outcomes.record(outcome);
    return outcome;
  }

  /** Mails each delivery once. Returns the results by id. */
  private async deliverAll(
    context: JobContext,
    claimed: ClaimedDelivery[],
    claimedAt: number,
    onAllBegun: () => void = () => undefined,
  ): Promise<Map<string, DeliveryResult>> {
    this.leases.track(
      claimed.map(({ id }) => id),
      claimedAt,
    );
    const results = new Map<string, DeliveryResult>();
    let begun = 0;
    const deliver = async (delivery: ClaimedDelivery): Promise<void> => {
      begun += 1;
      if (begun === claimed.length) onAllBegun();
      try {
        const result = await this.deliverOne(context, delivery);
        // At once, because the claim is renewed no longer, and other mails of the job can take minutes.
        if (result === 'waiting') await this.releases.submit(delivery.id);
        results.set(delivery.id, result === 'skipped' ? await context.onSkipped(delivery) : result);
      } finally {
        this.leases.untrack(delivery.id);
      }
    };
    const settled = await Promise.allSettled(
      claimed.map((delivery) => this.concurrency(() => deliver(delivery))),
    );
    const error = settled.find((result) => result.status === 'rejected');
    if (error) throw error.reason;
    return results;
  }

  /** Mails one delivery when it is its turn. */
  private async deliverOne(context: JobContext, delivery: ClaimedDelivery): Promise<DeliveryResult> {
    if (!this.canSend(delivery)) return this.isDown ? 'skipped' : 'lost';
    if (context.mustWait) return 'waiting';
    // Before the mail server is spoken to, because a turn can take long, and the server would give up.
    const turn = await this.governor.acquire();
    if (!turn) return this.stopping ? 'skipped' : 'waiting';
    let stopped = '';
    const permit = new SendPermit(
      this.permits,
      () => this.canSend(delivery) && turn.isValid(),
      async () => {
        const verdict = await this.checks.submit(delivery.id);
        context.mustWait ||= verdict.may === 'wait';
        if (verdict.may === 'stop') stopped = verdict.reason;
        return verdict.may === 'go';
      },
    );
    try {
      if (context.mustWait) return 'waiting';
      const outcome = await this.sendAndRecord(context, delivery, permit);
      if (stopped !== '') return { stopped };
      if (outcome) return outcome;
      if (!this.leases.isValid(delivery.id)) return 'lost';
      return context.mustWait || !turn.isValid() ? 'waiting' : 'skipped';
    } finally {
      permit.release();
      turn.end(permit.wasGranted);
    }
  }

  /** Whether it may go out is checked right before its text does. Null when no text has gone out. */
  private async sendAndRecord(
    context: JobContext,
    delivery: ClaimedDelivery,
    permit: SendPermit,
  ): Promise<DeliveryOutcome | null> {
    const outcome = await context.sendMail(delivery, permit);
    if (!outcome) return null;
    await this.outcomes.record(outcome);
    if (outcome.status === 'failed') context.mustWait ||= await this.claims.pauseIfRefused(context.batchId);
    return outcome;
  }

  private canSend({ id }: ClaimedDelivery): boolean {
    return !this.isDown && this.leases.isValid(id);
  }

  /** Whether this process cannot send, however few mails there are. */
  private get isDown(): boolean {
    return this.stopping || this.mailer.secondsLeft > 0;
  }

  /** Seconds until the next mail can be sent; 0 when one can be now. */
  private get secondsLeft(): number {
    return Math.max(this.mailer.secondsLeft, this.governor.secondsLeft);
  }

  private get mustWait(): boolean {
    return this.isDown || this.governor.secondsLeft > 0;
  }

  /** Registers a job, so that a shutdown waits for it. */
  private async trackJob<T>(work: () => Promise<T>): Promise<T> {
    const job = work();
    this.jobs.add(job);
    try {
      return await job;
    } finally {
      this.jobs.delete(job);
    }
  }
}

function failureCodeOf(result: DeliveryResult | undefined): string {
  if (typeof result !== 'object') return '';
  return 'stopped' in result ? result.stopped : result.error;
}

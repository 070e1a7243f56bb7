import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import pLimit, { type LimitFunction } from 'p-limit';
import { Batcher } from '../../batching/batcher';
import { Settings } from '../../config/settings';
import { NotFound } from '../../errors/domain-errors';
import { toLogFields } from '../../errors/to-log-fields';
import { parseMailbox } from '../../identifiers/identifier';
import { greetingName, safeName } from '../../mail/greeting';
import {
  InviteMailRenderer,
  type InviteRecipient,
  type RenderedInvite,
} from '../../mail/invite-mail-renderer';
import { MailFailure } from '../../mail/mail-failure';
import { MailService } from '../../mail/mail.service';
import { type AttemptResult, Metrics } from '../../metrics/metrics';
import { interviewUrl } from '../../sharing/link.dto';
import type { InviteBatch } from '../entities/invite-batch.entity';
import { type ClaimedDelivery, ClaimsRepository, type DeliveryOutcome } from './claims.repository';
import { DeliveryOutcomeWriter } from './delivery-outcome-writer';
import { DELIVERIES_PER_JOB } from './delivery-queue';
import { LeaseRenewer } from './lease-renewer';
import { type FailurePolicy, neverRetry, retryLater } from './retry-policy';
import { SendPermit } from './send-permit';
import { SmtpCircuitBreaker } from './smtp-circuit-breaker';

/** Seconds that a claim lasts unless it is renewed. The mails of a killed process are delayed by this time. */
export const CLAIM_SECONDS = 30;

/** While one mail is sent or recorded, the next is confirmed and announced, so that no connection is idle. */
const MAILS_PER_CONNECTION = 2;

/** How long a shutdown waits for a mail server or database that hangs; less than the process is given to stop. */
const SHUTDOWN_TIMEOUT_MS = 9000;

/** The parts of a job that are the same for all its deliveries. */
interface JobContext {
  replyTo: string;
  render: (recipient: InviteRecipient) => RenderedInvite;
  onFailure: FailurePolicy;
  /** Gives up the claim on a delivery that was skipped. */
  onSkipped: (delivery: ClaimedDelivery) => Promise<DeliveryResult>;
}

/**
 * The recorded outcome of a delivery, or why it has none:
 * `skipped`: sending is paused or stopped, so the claim is released.
 * `revoked`: the link was revoked or the topic has ended, so the delivery was cancelled.
 * `lost`: the claim may have expired. The delivery is left alone, because another process may have it.
 */
type DeliveryResult = DeliveryOutcome | 'skipped' | 'revoked' | 'lost';

/** Mails the deliveries that it has claimed, and records the outcomes. */
@Injectable()
export class DeliveryService implements OnModuleDestroy {
  private readonly logger = new Logger(DeliveryService.name);
  private readonly concurrency: LimitFunction;
  /** Limits mails that are sent but not yet recorded. Only these can be sent twice after a crash. */
  private readonly permits: LimitFunction;
  private readonly circuitBreaker = new SmtpCircuitBreaker();
  private readonly leases: LeaseRenewer;
  private readonly confirmations: Batcher<string, boolean>;
  private readonly releases: Batcher<string, 'skipped'>;
  private readonly outcomes: DeliveryOutcomeWriter;
  private readonly jobs = new Set<Promise<unknown>>();
  private stopping = false;

  constructor(
    private readonly settings: Settings,
    private readonly claims: ClaimsRepository,
    private readonly renderer: InviteMailRenderer,
    private readonly mail: MailService,
    private readonly metrics: Metrics,
  ) {
    this.concurrency = pLimit(settings.mailConnections * MAILS_PER_CONNECTION);
    this.permits = pLimit(settings.mailConnections);
    this.leases = new LeaseRenewer(claims, CLAIM_SECONDS);
    this.confirmations = new Batcher(async (ids) => {
      const confirmed = await this.claims.confirm(ids);
      return ids.map((id) => confirmed.has(id));
    });
    this.releases = new Batcher(async (ids) => {
      await this.claims.release(ids, this.circuitBreaker.secondsLeft);
      return ids.map(() => 'skipped' as const);
    });
    this.outcomes = new DeliveryOutcomeWriter((outcomes) => this.claims.record(outcomes));
  }

  /** Finishes and records mails that are being sent, and releases the other claims. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    const timeout = setTimeout(() => {
      this.mail.abortAll();
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
    const batch = await this.claims.findBatch(batchId);
    if (!batch) return;
    // Taken before the statement, so that a process that freezes before the response does not overrate its claim.
    const claimedAt = performance.now();
    const claimed = await this.claims.claim(batchId, DELIVERIES_PER_JOB, CLAIM_SECONDS);
    const context = this.contextOf(batch, retryLater, ({ id }) => this.releases.submit(id));
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
      const batch = await this.claims.findBatch(batchId);
      const claimed = await this.claims.findClaimed(batchId);
      if (!batch) throw new NotFound('The topic was deleted while its invites were sent.');
      const context = this.contextOf(batch, neverRetry, (delivery) => this.releaseOrFail(delivery));
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

  /** Confirms and mails one delivery, and records the outcome. */
  private async deliverOne(context: JobContext, delivery: ClaimedDelivery): Promise<DeliveryResult> {
    const { id } = delivery;
    if (this.mustWait) return 'skipped';
    if (!(await this.confirmations.submit(id))) return 'revoked';
    if (this.mustWait) return 'skipped';
    if (!this.leases.isValid(id)) return 'lost';
    const permit = new SendPermit(this.permits, () => !this.mustWait && this.leases.isValid(id));
    try {
      const outcome = await this.attempt(context, delivery, permit);
      if (!outcome) return this.leases.isValid(id) ? 'skipped' : 'lost';
      await this.outcomes.record(outcome);
      return outcome;
    } finally {
      permit.release();
    }
  }

  /** Sends one mail. Null when the permit was denied, so that no text of the mail has gone out. */
  private async attempt(
    { replyTo, render, onFailure }: JobContext,
    delivery: ClaimedDelivery,
    permit: SendPermit,
  ): Promise<DeliveryOutcome | null> {
    const { id, identifier, address, accessToken } = delivery;
    const mailbox = parseMailbox(identifier);
    const mail = render({
      userName: greetingName(identifier, mailbox),
      interviewUrl: interviewUrl(this.settings.publicUrl, accessToken),
    });
    const started = performance.now();
    try {
      const to = { name: safeName(mailbox?.name ?? ''), address };
      await this.mail.send({ ...mail, id, to, replyTo }, () => permit.acquire());
      this.circuitBreaker.recordSuccess();
      this.metrics.observeDelivery('sent', secondsSince(started));
      return { id, status: 'sent', countsAsAttempt: true, error: '', pauseSeconds: 0 };
    } catch (error) {
      if (permit.wasDenied) return null;
      const failure = MailFailure.from(error);
      this.informCircuitBreaker(failure);
      const outcome = onFailure(delivery, failure);
      this.metrics.observeDelivery(resultOf(outcome, failure), secondsSince(started));
      this.metrics.countMailFailure(failure.code);
      return outcome;
    }
  }

  private informCircuitBreaker({ kind, code }: MailFailure): void {
    // A server that is slow with one mail can be quick with the others, so silence does not hold them back.
    if (code === 'smtp_no_reply') return;
    if (kind === 'unreachable' || kind === 'uncertain') this.circuitBreaker.recordFailure(code);
    else this.circuitBreaker.recordSuccess();
  }

  private contextOf(
    batch: InviteBatch,
    onFailure: FailurePolicy,
    onSkipped: JobContext['onSkipped'],
  ): JobContext {
    const { topicTitle, subject, message, senderName, replyTo } = batch;
    const render = this.renderer.forCopy({ topic: topicTitle, subject, message, senderName });
    return { replyTo, render, onFailure, onSkipped };
  }

  private get mustWait(): boolean {
    return this.stopping || this.circuitBreaker.secondsLeft > 0;
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
  if (result === 'revoked') return 'link_disabled';
  return typeof result === 'object' ? result.error : '';
}

function resultOf({ status }: DeliveryOutcome, { kind }: MailFailure): AttemptResult {
  if (kind === 'uncertain') return 'uncertain';
  return status === 'failed' ? 'failed' : 'put_off';
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}

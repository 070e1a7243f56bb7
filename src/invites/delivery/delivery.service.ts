import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import pLimit, { type LimitFunction } from 'p-limit';
import { Settings } from '../../config/settings';
import { NotFound } from '../../errors/domain-errors';
import { greetingName, safeName } from '../../mail/greeting';
import {
  InviteMailRenderer,
  type InviteRecipient,
  type RenderedInvite,
} from '../../mail/invite-mail-renderer';
import type { MailFailure } from '../../mail/mail-failure';
import { MailService } from '../../mail/mail.service';
import { Metrics } from '../../metrics/metrics';
import { interviewUrl } from '../../sharing/link.dto';
import { parseMailbox } from '../../identifiers/identifier';
import { LeaseRenewer } from './lease-renewer';
import { type ClaimedDelivery, ClaimsRepository, type DeliveryOutcome } from './claims.repository';
import { DELIVERIES_PER_JOB } from './delivery-queue';
import { Batcher } from '../../batching/batcher';
import type { InviteBatch } from '../entities/invite-batch.entity';
import { InvitesRepository } from '../sending/invites.repository';
import { SmtpCircuitBreaker } from './smtp-circuit-breaker';
import { DeliveryOutcomeWriter } from './delivery-outcome-writer';
import { SendPermit } from './send-permit';

/** Seconds a claim lasts unless renewed; a killed process delays its mails by that much. */
export const CLAIM_SECONDS = 30;

/** While one mail is sent or recorded, the next is confirmed and announced, so that no connection waits for that. */
const MAILS_PER_CONNECTION = 2;

/** Pause before each further try of a mail that the server put off, in seconds; then it has failed. */
const RETRY_PAUSES = [30, 120, 600, 3600, 14_400];

/** How long a shutdown waits for a mail server or a database that hangs; less than the process has to stop. */
const SHUTDOWN_TIMEOUT_MS = 9000;

/** Trouble of the server is waited out with pauses of a tenth of the mail's age, for three days. */
const UNREACHABLE_MAX_AGE = 3 * 24 * 3600;
const UNREACHABLE_MAX_PAUSE = 600;

/** What the mails of a batch have in common, and how one of them gets out. */
interface Sending {
  replyTo: string;
  render: (recipient: InviteRecipient) => RenderedInvite;
  permit: SendPermit;
}

/** Mails what it has claimed in the database, and writes down what became of it. */
@Injectable()
export class DeliveryService implements OnModuleDestroy {
  private readonly concurrency: LimitFunction;
  /** Mails whose text went out and whose outcome is not recorded: as many as connections can be in doubt after a crash. */
  private readonly permits: LimitFunction;
  private readonly circuitBreaker = new SmtpCircuitBreaker();
  private readonly leases: LeaseRenewer;
  private readonly outcomes: DeliveryOutcomeWriter;
  private readonly confirmations: Batcher<string, boolean>;
  private readonly jobs = new Set<Promise<unknown>>();
  private stopping = false;

  constructor(
    private readonly settings: Settings,
    private readonly invites: InvitesRepository,
    private readonly deliveries: ClaimsRepository,
    private readonly renderer: InviteMailRenderer,
    private readonly mail: MailService,
    private readonly metrics: Metrics,
  ) {
    this.concurrency = pLimit(settings.mailConnections * MAILS_PER_CONNECTION);
    this.permits = pLimit(settings.mailConnections);
    this.leases = new LeaseRenewer(deliveries, CLAIM_SECONDS);
    this.confirmations = new Batcher(async (ids) => {
      const confirmed = await this.deliveries.confirm(ids);
      return ids.map((id) => confirmed.has(id));
    });
    this.outcomes = new DeliveryOutcomeWriter((outcomes) => this.deliveries.record(outcomes));
  }

  /** Mails in flight are finished and recorded, the rest goes back to the queue (design, Processes). */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    const hanging = setTimeout(() => {
      this.mail.abortAll();
      this.outcomes.stopRetrying();
    }, SHUTDOWN_TIMEOUT_MS);
    await Promise.allSettled(this.jobs);
    clearTimeout(hanging);
    this.leases.stop();
  }

  /** One round: claims some due deliveries of the batch and mails them. Does nothing while mail cannot be sent. */
  async deliverDue(batchId: string): Promise<void> {
    if (this.stopping || this.circuitBreaker.secondsLeft > 0 || this.settings.smtpUrl === null) return;
    await this.tracked(async () => {
      const batch = await this.invites.findBatch(batchId);
      if (!batch) return;
      // Before the statement: a process that freezes before it reads the answer must not take the claim for fresh.
      const claimedAt = performance.now();
      const claimed = await this.deliveries.claim(batchId, DELIVERIES_PER_JOB, CLAIM_SECONDS);
      const { skipped } = await this.mailAll(batch, { claimed, claimedAt }, retryLater);
      if (skipped.length > 0) await this.deliveries.release(skipped, this.circuitBreaker.secondsLeft);
    });
  }

  /**
   * Mails a batch whose deliveries were born claimed by this process. A failure is final here; a later
   * `send_invites` may try again.
   * @param claimedAt a moment before they were born, by `performance.now()`
   * @throws NotFound the topic was deleted in the meantime, and the batch with it
   * @returns per share the code of its failure; empty for what was accepted or, at a shutdown, left to the queue
   */
  async deliverNow(batchId: string, claimedAt: number): Promise<Map<string, string>> {
    return this.tracked(async () => {
      const batch = await this.invites.findBatch(batchId);
      const claimed = await this.deliveries.findClaimed(batchId);
      if (!batch) throw new NotFound();
      const failures = new Map(claimed.map((delivery) => [delivery.shareId, '']));
      const fail = (delivery: ClaimedDelivery, failure: MailFailure): DeliveryOutcome => {
        failures.set(delivery.shareId, failure.code);
        return {
          id: delivery.id,
          status: 'failed',
          countsAsAttempt: failure.kind !== 'unreachable',
          error: failure.code,
          pauseSeconds: 0,
        };
      };
      const { skipped, revoked } = await this.mailAll(batch, { claimed, claimedAt }, fail);
      for (const { shareId } of revoked) failures.set(shareId, 'link_disabled');
      if (skipped.length > 0) await this.releaseOrFail(claimed, skipped, fail);
      return failures;
    });
  }

  /** What a synchronous send could not try: at a shutdown it is left to the queue, else the server is down for all. */
  private async releaseOrFail(
    claimed: ClaimedDelivery[],
    skipped: string[],
    fail: (delivery: ClaimedDelivery, failure: MailFailure) => DeliveryOutcome,
  ): Promise<void> {
    if (this.stopping) return this.deliveries.release(skipped, 0);
    const ids = new Set(skipped);
    const unreachable = { kind: 'unreachable', code: 'smtp_unreachable' } as MailFailure;
    await this.deliveries.record(
      claimed.filter((delivery) => ids.has(delivery.id)).map((delivery) => fail(delivery, unreachable)),
    );
  }

  /**
   * Mails each delivery once, as many at a time as there are connections.
   * @returns those it did not try, because sending has to wait, and those whose link was taken back
   */
  private async mailAll(
    batch: InviteBatch,
    { claimed, claimedAt }: { claimed: ClaimedDelivery[]; claimedAt: number },
    onFailure: (delivery: ClaimedDelivery, failure: MailFailure) => DeliveryOutcome,
  ): Promise<{ skipped: string[]; revoked: ClaimedDelivery[] }> {
    const skipped: string[] = [];
    const revoked: ClaimedDelivery[] = [];
    const render = this.renderer.forCopy({
      topic: batch.topicTitle,
      subject: batch.subject,
      message: batch.message,
      senderName: batch.senderName,
    });
    this.leases.track(
      claimed.map((delivery) => delivery.id),
      claimedAt,
    );
    const isHeldBack = () => this.stopping || this.circuitBreaker.secondsLeft > 0;
    const mailOne = async (delivery: ClaimedDelivery): Promise<void> => {
      const { id } = delivery;
      if (!isHeldBack() && !(await this.confirmations.submit(id))) return void revoked.push(delivery);
      if (isHeldBack()) return void skipped.push(id);
      // A claim that may have run out is left alone: it comes back when it has.
      const isLeaseValid = () => this.leases.isValid(id);
      if (!isLeaseValid()) return;
      const permit = new SendPermit(this.permits, () => !isHeldBack() && isLeaseValid());
      try {
        const outcome = await this.attempt({ replyTo: batch.replyTo, render, permit }, delivery, onFailure);
        if (outcome) await this.outcomes.record(outcome);
        else if (isLeaseValid()) skipped.push(id);
      } finally {
        permit.release();
      }
    };
    const results = await Promise.allSettled(
      claimed.map((delivery) =>
        this.concurrency(() => mailOne(delivery).finally(() => this.leases.untrack(delivery.id))),
      ),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return { skipped, revoked };
  }

  /** Mails one delivery. Null when sending had to stop before the mail's text went out. */
  private async attempt(
    { replyTo, render, permit }: Sending,
    delivery: ClaimedDelivery,
    onFailure: (delivery: ClaimedDelivery, failure: MailFailure) => DeliveryOutcome,
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
      const failure = error as MailFailure;
      if (failure.kind === 'unreachable') this.circuitBreaker.recordFailure(failure.code);
      else this.circuitBreaker.recordSuccess();
      const outcome = onFailure(delivery, failure);
      const result = outcome.status === 'failed' ? 'failed' : 'put_off';
      this.metrics.observeDelivery(result, secondsSince(started));
      return outcome;
    }
  }

  private async tracked<T>(work: () => Promise<T>): Promise<T> {
    const job = work();
    this.jobs.add(job);
    try {
      return await job;
    } finally {
      this.jobs.delete(job);
    }
  }
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}

function retryLater(delivery: ClaimedDelivery, failure: MailFailure): DeliveryOutcome {
  const { id, attempts, ageSeconds } = delivery;
  const error = failure.code;
  if (failure.kind === 'unreachable' && ageSeconds < UNREACHABLE_MAX_AGE) {
    const pauseSeconds = Math.min(Math.max(Math.round(ageSeconds / 10), 1), UNREACHABLE_MAX_PAUSE);
    return { id, status: 'queued', countsAsAttempt: false, error, pauseSeconds };
  }
  const pauseSeconds = failure.kind === 'temporary' ? RETRY_PAUSES[attempts] : undefined;
  return pauseSeconds === undefined
    ? { id, status: 'failed', countsAsAttempt: true, error, pauseSeconds: 0 }
    : { id, status: 'queued', countsAsAttempt: true, error, pauseSeconds };
}

import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { TransactionRunner } from '../../database/transaction-runner';
import { toLogFields } from '../../errors/to-log-fields';
import { Metrics } from '../../metrics/metrics';
import { WebhookSecrets } from '../webhook-secrets';
import { outcomeOf } from './retry-schedule';
import { type ClaimedMessage, type Receiver, WebhookMessagesRepository } from './webhook-messages.repository';
import { type SignedMessage, WebhookSender } from './webhook-sender';

/** Requests to one receiver at the same time. */
const PARALLEL = 5;

/** Longer than a request can take. The messages of a killed process are delayed by this time. */
const CLAIM_SECONDS = 30;

/** A job ends after this time, in milliseconds, so that webhooks take turns. */
const JOB_MS = 10_000;

/** After so many failures in a row a job ends, and what is left waits. */
const FAILURES_TO_STOP = 5;
const FAILING_PAUSE_SECONDS = 10;

/** A secret that cannot be opened needs somebody to rotate it. */
const UNREADABLE_PAUSE_SECONDS = 60;

/** Sends the due messages of webhooks. */
@Injectable()
export class WebhookDeliveryService implements OnModuleDestroy {
  private readonly logger = new Logger(WebhookDeliveryService.name);
  private readonly jobs = new Set<Promise<void>>();
  private readonly stop = new AbortController();

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly messages: WebhookMessagesRepository,
    private readonly secrets: WebhookSecrets,
    private readonly sender: WebhookSender,
    private readonly metrics: Metrics,
  ) {}

  /** Ends requests that run. They count as failures, and are repeated with the same `webhook-id`. */
  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await Promise.allSettled(this.jobs);
  }

  /** Runs one job: sends what is due for the webhook, a few messages at a time, for a while. */
  async deliverDue(webhookId: string): Promise<void> {
    const job = this.run(webhookId);
    this.jobs.add(job);
    try {
      await job;
    } finally {
      this.jobs.delete(job);
    }
  }

  private async run(webhookId: string): Promise<void> {
    const ends = performance.now() + JOB_MS;
    let failures = 0;
    const work = async (): Promise<void> => {
      while (performance.now() < ends && failures < FAILURES_TO_STOP && !this.stop.signal.aborted) {
        const message = await this.messages.claim(webhookId, CLAIM_SECONDS);
        if (!message) return;
        const delivered = await this.send(message);
        failures = delivered ? 0 : failures + 1;
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
    if (failures >= FAILURES_TO_STOP) await this.messages.postpone(webhookId, FAILING_PAUSE_SECONDS);
  }

  private async send({ webhook, ...message }: ClaimedMessage): Promise<boolean> {
    const { id, type, data, createdAt } = message;
    const secrets = await this.secretsOf(webhook);
    if (!secrets) {
      await this.messages.release(id, UNREADABLE_PAUSE_SECONDS);
      return false;
    }
    const signed: SignedMessage = { id, url: webhook.url, type, occurredAt: createdAt, data, secrets };
    const result = await this.sender.send(signed, this.stop.signal);
    if (this.stop.signal.aborted && result.statusCode === null) {
      // The receiver may have it or not, so it is sent once more by the next process.
      await this.messages.release(id, 0);
      return false;
    }
    const { statusCode, error, durationMs } = result;
    const { outcome, pauseSeconds } = outcomeOf(result, message.attempts);
    const attempt = {
      webhookId: webhook.id,
      messageId: id,
      statusCode,
      error,
      durationMs,
      outcome,
      pauseSeconds,
    };
    await this.transactions.run((tx) => this.messages.record(tx, attempt));
    this.metrics.countWebhookAttempt(outcome);
    return outcome === 'delivered';
  }

  /** All secrets that sign now; null when they cannot be opened. */
  private async secretsOf(webhook: Receiver): Promise<string[] | null> {
    const current = this.secrets.decrypt(webhook.secret);
    if (!current) {
      this.logger.error({
        msg: 'the secret of a webhook cannot be opened; rotate it',
        webhookId: webhook.id,
      });
      return null;
    }
    const { previousSecret, previousUntil } = webhook;
    const isValid = previousSecret !== null && previousUntil !== null && previousUntil > new Date();
    const previous = isValid ? this.secrets.decrypt(previousSecret) : null;
    if (current.isOld || previous?.isOld)
      await this.encryptAnew(webhook.id, current.secret, previous?.secret);
    return [current.secret, ...(previous ? [previous.secret] : [])];
  }

  private async encryptAnew(id: string, current: string, previous: string | undefined): Promise<void> {
    try {
      const sealed = previous === undefined ? null : this.secrets.encrypt(previous);
      await this.messages.replaceSecrets(id, this.secrets.encrypt(current), sealed);
    } catch (error) {
      this.logger.warn({ msg: 'the secret of a webhook was not encrypted anew', ...toLogFields(error) });
    }
  }
}

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../../database/transaction-runner';
import { WebhookAttempt } from '../webhook-attempt.entity';
import { WebhookMessage } from '../webhook-message.entity';
import { Webhook } from '../webhook.entity';

/** A message that this process may send until its claim ends. */
export interface ClaimedMessage extends Pick<
  WebhookMessage,
  'id' | 'type' | 'data' | 'createdAt' | 'attempts'
> {
  /** The receiver as it is now. */
  webhook: Receiver;
}

/** Where messages of a webhook go, and with what they are signed. */
export type Receiver = Pick<Webhook, 'id' | 'url' | 'secret' | 'previousSecret' | 'previousUntil'>;

/** The result of an attempt. */
export interface Attempt {
  webhookId: string;
  messageId: string;
  statusCode: number | null;
  error: string;
  durationMs: number;
  /** `gone`: the receiver wants nothing any more (410). */
  outcome: 'delivered' | 'retry' | 'failed' | 'gone';
  /** With `retry`: seconds until the next attempt. */
  pauseSeconds: number;
}

/** Days of failures after which a webhook is disabled (Standard Webhooks 1.0). */
const FAILING_DAYS = 5;

/** Finished messages and their attempts are kept for this long. */
const KEPT_DAYS = 30;

/** Claims messages and records attempts. Times are by the clock of the database. SQL, because rows are claimed in sets. */
@Injectable()
export class WebhookMessagesRepository {
  constructor(
    @InjectRepository(WebhookMessage) private readonly messages: Repository<WebhookMessage>,
    @InjectRepository(Webhook) private readonly webhooks: Repository<Webhook>,
  ) {}

  /** The ids of enabled webhooks with messages that are due, the longest waiting first. */
  async findDueWebhooks(): Promise<string[]> {
    const rows = await this.webhooks.query<{ id: string }[]>(
      `SELECT w.id FROM webhook w
       CROSS JOIN LATERAL (
         SELECT m.due_at FROM webhook_message m WHERE m.webhook_id = w.id AND m.status = 'pending'
         ORDER BY m.due_at LIMIT 1) AS first
       WHERE w.enabled AND first.due_at <= now() ORDER BY first.due_at`,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Claims the due message of an enabled webhook that has waited longest; those that others have claimed are skipped. The
   * receiver is read with it, so that a change of it counts from the next message on.
   */
  async claim(webhookId: string, claimSeconds: number): Promise<ClaimedMessage | null> {
    const [[row]] = await this.messages.query<[(Omit<ClaimedMessage, 'webhook'> & Receiver)[], number]>(
      `UPDATE webhook_message m SET due_at = now() + $2 * interval '1 second'
       FROM webhook w
       WHERE w.id = $1 AND w.enabled AND m.id = (
         SELECT due.id FROM webhook_message due
         WHERE due.webhook_id = $1 AND due.status = 'pending' AND due.due_at <= now()
         ORDER BY due.due_at, due.id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING m.id, m.type, m.data, m.created_at AS "createdAt", m.attempts, w.url, w.secret,
                 w.previous_secret AS "previousSecret", w.previous_until AS "previousUntil"`,
      [webhookId, claimSeconds],
    );
    if (!row) return null;
    const { url, secret, previousSecret, previousUntil, ...message } = row;
    return { ...message, webhook: { id: webhookId, url, secret, previousSecret, previousUntil } };
  }

  /** Gives up a claim without an attempt. @param seconds until the message is due again */
  async release(id: string, seconds: number): Promise<void> {
    await this.messages.update(
      { id, status: 'pending' },
      { dueAt: () => `now() + ${seconds} * interval '1 second'` },
    );
  }

  /** Lets the due messages of a receiver that fails wait a little, so that it is not tried once for each of them. */
  async postpone(webhookId: string, seconds: number): Promise<void> {
    await this.messages.query(
      `UPDATE webhook_message SET due_at = now() + $2 * interval '1 second'
       WHERE webhook_id = $1 AND status = 'pending' AND due_at <= now()`,
      [webhookId, seconds],
    );
  }

  /** Records an attempt, what it means for the message, and whether the webhook works. */
  async record(tx: Transaction, attempt: Attempt): Promise<void> {
    const { webhookId, messageId, statusCode, error, durationMs, outcome, pauseSeconds } = attempt;
    await tx.insert(WebhookAttempt, { webhookId, messageId, statusCode, error, durationMs });
    const status = outcome === 'retry' ? 'pending' : outcome === 'gone' ? 'failed' : outcome;
    await tx.query(
      `UPDATE webhook_message SET status = $2, attempts = attempts + 1, due_at = now() + $3 * interval '1 second'
       WHERE id = $1`,
      [messageId, status, pauseSeconds],
    );
    if (outcome === 'delivered') {
      await tx.query(`UPDATE webhook SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL`, [
        webhookId,
      ]);
      return;
    }
    await tx.query(
      `UPDATE webhook SET failing_since = coalesce(failing_since, now()),
         enabled = NOT ($2 OR coalesce(failing_since < now() - interval '${FAILING_DAYS} days', false)),
         disabled_reason = CASE WHEN $2 THEN 'gone'
           WHEN failing_since < now() - interval '${FAILING_DAYS} days' THEN 'failing' END
       WHERE id = $1 AND enabled`,
      [webhookId, outcome === 'gone'],
    );
  }

  /** Replaces secrets that were encrypted with the SECRET_KEY before the current one. */
  async replaceSecrets(id: string, secret: string, previousSecret: string | null): Promise<void> {
    await this.webhooks.update({ id }, { secret, previousSecret });
  }

  /**
   * Takes one webhook that was disabled because it failed and whose admins were not told; no other process gets it.
   * @returns null when there is none
   */
  async takeUntold(): Promise<{ webhook: Webhook; admins: { name: string; address: string }[] } | null> {
    const [[taken] = []] = await this.webhooks.query<[{ id: string }[], number]>(
      `UPDATE webhook SET told_at = now() WHERE id = (
         SELECT id FROM webhook WHERE disabled_reason = 'failing' AND told_at IS NULL LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
    );
    if (!taken) return null;
    const webhook = await this.webhooks.findOneOrFail({
      where: { id: taken.id },
      relations: { project: true },
    });
    const admins = await this.webhooks.query<{ name: string; address: string }[]>(
      `SELECT trim(u.first_name || ' ' || u.last_name) AS name, u.email AS address
       FROM project_membership m JOIN "user" u ON u.id = m.user_id
       WHERE m.project_id = $1 AND m.role = 'admin' ORDER BY u.email`,
      [webhook.projectId],
    );
    return { webhook, admins };
  }

  /** Deletes old messages that are finished, with their attempts. */
  async deleteOld(): Promise<void> {
    await this.messages.query(
      `DELETE FROM webhook_message WHERE status <> 'pending' AND created_at < now() - interval '${KEPT_DAYS} days'`,
    );
  }

  /** Messages that wait, and seconds that the oldest due one has waited. */
  async backlog(): Promise<{ pending: number; lagSeconds: number }> {
    const [row] = await this.messages.query<{ pending: number; lagSeconds: number }[]>(
      `SELECT count(*)::integer AS pending,
              greatest(0, coalesce(extract(epoch FROM now() - min(m.due_at)), 0))::double precision AS "lagSeconds"
       FROM webhook_message m JOIN webhook w ON w.id = m.webhook_id AND w.enabled WHERE m.status = 'pending'`,
    );
    return row ?? { pending: 0, lagSeconds: 0 };
  }
}

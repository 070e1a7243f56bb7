import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type Repository } from 'typeorm';
import { DatabasePool, type PreparedStatement } from '../../database/database-pool';
import { InviteBatch } from '../../ledger/invite-batch.entity';
import type { PrivacyNotice } from '../../project-settings/privacy-notice';
import { isOpenAt, type SendingHours } from '../../project-settings/sending-hours';
import type { SendingWindow } from '../../users/project.entity';
import { InviteDelivery } from '../../ledger/invite-delivery.entity';
import { DELIVERY_MAILBOX } from '../../ledger/delivery.sql';
import { decisionOn, STOP_REASON } from '../delivery-decision.sql';

/** A batch pauses itself when 20 % of its last 50 mails were refused for good. */
const LAST_MAILS = 50;
const REFUSALS_TO_PAUSE = 10;
const SENT_TO_GO_ON = LAST_MAILS - REFUSALS_TO_PAUSE + 1;

/** SQL: the columns of a {@link ClaimedDelivery}, without its contact. */
const CLAIMED = `d.id, s.id AS "shareId", d.address, d.attempts, s.identifier,
  extract(epoch FROM now() - greatest(d.created_at, b.send_at, b.resumed_at))::integer AS "ageSeconds",
  d.in_doubt AS "inDoubt",
  p.id AS "projectId", ${DELIVERY_MAILBOX} AS mailbox`;

// SQL, because one statement has to lock, update and return the rows together with their links. Mails that a version
// without contacts has queued get their contacts here.
const CLAIM: PreparedStatement = {
  name: 'deliveries_claim',
  text: `WITH due AS (
         SELECT d.* FROM invite_delivery d
         WHERE d.batch_id = $1 AND d.status IN ('queued', 'sending', 'uncertain') AND d.due_at <= now()
           AND (SELECT batch.state FROM invite_batch batch WHERE batch.id = $1) <> 'paused'
         ORDER BY d.due_at, d.id LIMIT $2 FOR UPDATE SKIP LOCKED
       ), decided AS MATERIALIZED (
         SELECT ${CLAIMED}, c.id AS known_contact, ${STOP_REASON} AS reason FROM ${decisionOn('due')}
       ), updated AS (
         UPDATE invite_delivery d
         SET status = CASE WHEN decided.reason = '' THEN 'sending' ELSE 'cancelled' END,
             last_error = CASE WHEN decided.reason = '' THEN d.last_error ELSE decided.reason END,
             due_at = now() + $3 * interval '1 second'
         FROM decided WHERE d.id = decided.id
       ), made AS (
         INSERT INTO contact (project_id, mailbox)
         SELECT DISTINCT "projectId", mailbox FROM decided WHERE reason = '' AND known_contact IS NULL ORDER BY 1, 2
         ON CONFLICT (project_id, mailbox) DO UPDATE SET mailbox = excluded.mailbox
         RETURNING id, mailbox
       )
       SELECT decided.*, coalesce(decided.known_contact, made.id) AS "contactId"
       FROM decided LEFT JOIN made ON made.mailbox = decided.mailbox WHERE decided.reason = '' ORDER BY decided.id`,
};

// The status is no filter: with it, the planner may read the whole index of open deliveries instead. The ids come as
// JSON, because the planner knows the length of an array: it would find a plan for this length better than the prepared
// one, and planning takes ten times as long as running it.
const CHECK: PreparedStatement = {
  name: 'deliveries_check',
  text: `SELECT d.id, CASE WHEN d.status <> 'sending' THEN 'link_disabled' ELSE ${STOP_REASON} END AS reason,
           b.state = 'paused' AS paused, nullif(p.sending_windows, '[]') AS windows, p.time_zone AS "timeZone"
         FROM ${decisionOn(`(
           SELECT mail.* FROM json_array_elements_text($1::json) AS asked (id)
           CROSS JOIN LATERAL (SELECT * FROM invite_delivery WHERE id = asked.id::uuid LIMIT 1) AS mail)`)}`,
};

/** A delivery that this process may mail until its claim expires. */
export interface ClaimedDelivery {
  id: string;
  shareId: string;
  address: string;
  identifier: string;
  /** Earlier attempts to which the mail server replied. */
  attempts: number;
  /** Seconds since the mail was to go out: since the send was requested, its `send_at`, or its batch was resumed. */
  ageSeconds: number;
  /** Whether an earlier attempt is uncertain, so that the mail may have arrived. */
  inDoubt: boolean;
  contactId: string;
}

/** Whether a mail may go out now. `stop`: never, for this reason. `wait`: not yet, because of its batch or the hour. */
export type Verdict = { may: 'go' } | { may: 'stop'; reason: string } | { may: 'wait' };

/** The part of a project's privacy notice that mails show. */
export type MailNotice = Omit<PrivacyNotice, 'consentText'>;

/** A batch whose deliveries are to be claimed, and when its mails may leave. */
export interface BatchToSend {
  batch: InviteBatch;
  hours: SendingHours;
  /** Who is responsible for the data now. */
  notice: MailNotice;
}

/** The result of an attempt to mail a claimed delivery. */
export interface DeliveryOutcome {
  id: string;
  status: 'sent' | 'failed' | 'queued' | 'uncertain';
  /** Whether the attempt counts, because the mail server replied to this mail. */
  countsAsAttempt: boolean;
  /** Code of the failure; empty when sent. */
  error: string;
  /** For `queued` and `uncertain`: seconds until the next attempt; null when there will be none. */
  pauseSeconds: number | null;
}

/**
 * Claims deliveries and records their outcomes. A claim is the status `sending` until `due_at`; for other deliveries
 * `due_at` is the time of the next attempt. All times are by the clock of the database, which all processes share.
 */
@Injectable()
export class ClaimsRepository {
  constructor(
    @InjectRepository(InviteDelivery) private readonly deliveries: Repository<InviteDelivery>,
    @InjectRepository(InviteBatch) private readonly batches: Repository<InviteBatch>,
    private readonly pool: DatabasePool,
  ) {}

  /** The batch, or null when it was deleted with its topic. */
  async findBatch(batchId: string): Promise<BatchToSend | null> {
    const { entities, raw } = await this.batches
      .createQueryBuilder('batch')
      .innerJoin('batch.topic', 'topic')
      .innerJoin('topic.project', 'project')
      .addSelect('project.sendingWindows', 'windows')
      .addSelect('project.timeZone', 'zone')
      .addSelect('project.controllerName', 'controllerName')
      .addSelect('project.controllerContact', 'controllerContact')
      .addSelect('project.privacyUrl', 'privacyUrl')
      .where({ id: batchId })
      .getRawAndEntities<{ windows: SendingWindow[]; zone: string } & MailNotice>();
    const [batch, row] = [entities[0], raw[0]];
    if (!batch || !row) return null;
    const { windows, zone, controllerName, controllerContact, privacyUrl } = row;
    const notice = { controllerName, controllerContact, privacyUrl };
    return { batch, hours: { windows, timeZone: zone }, notice };
  }

  /**
   * Claims up to `limit` due deliveries of a batch for this process. Deliveries that another process has locked are
   * skipped; those that must not go out any more are cancelled instead, with the reason.
   */
  async claim(batchId: string, limit: number, claimSeconds: number): Promise<ClaimedDelivery[]> {
    return this.pool.run<ClaimedDelivery>(CLAIM, [batchId, limit, claimSeconds]);
  }

  /** The deliveries of a batch that this process inserted as `sending`. */
  async findClaimed(batchId: string): Promise<ClaimedDelivery[]> {
    return this.deliveries.query<ClaimedDelivery[]>(
      `SELECT ${CLAIMED}, c.id AS "contactId"
       FROM ${decisionOn(`(SELECT * FROM invite_delivery WHERE batch_id = $1 AND status = 'sending')`)} ORDER BY d.id`,
      [batchId],
    );
  }

  /**
   * Checks right before the text of mails goes out whether it may. Those that must not go out any more are cancelled if
   * they are still claimed.
   */
  async check(ids: string[]): Promise<Verdict[]> {
    const rows = await this.pool.run<CheckedRow>(CHECK, [JSON.stringify(ids)]);
    const checked = new Map(rows.map((row) => [row.id, row]));
    const now = new Date();
    const verdicts = ids.map((id) => verdictOn(checked.get(id), now));
    const stopped = verdicts.flatMap((verdict, position) =>
      verdict.may === 'stop' ? [{ id: ids[position] ?? '', reason: verdict.reason }] : [],
    );
    if (stopped.length > 0) await this.cancel(stopped);
    return verdicts;
  }

  /** Extends the claims on these deliveries. */
  async renew(ids: string[], claimSeconds: number): Promise<void> {
    await this.deliveries.update(claimed(ids), { dueAt: secondsFromNow(claimSeconds) });
  }

  /** Gives up claims without an attempt; the deliveries are due again after the pause. */
  async release(ids: string[], pauseSeconds: number): Promise<void> {
    await this.deliveries.update(claimed(ids), {
      status: () => `CASE WHEN in_doubt THEN 'uncertain' ELSE 'queued' END`,
      dueAt: secondsFromNow(pauseSeconds),
    });
  }

  /** Records outcomes. A mail that was accepted is recorded as sent even if its claim has expired meanwhile. */
  async record(outcomes: DeliveryOutcome[]): Promise<void> {
    // SQL, because one statement writes a different outcome for each delivery.
    await this.deliveries.query(
      `UPDATE invite_delivery d
       SET status = o.status, attempts = d.attempts + o.counts::integer, last_error = o.error,
           due_at = now() + o.pause * interval '1 second', in_doubt = d.in_doubt OR o.status = 'uncertain',
           sent_at = CASE WHEN o.status = 'sent' THEN now() END,
           failed_at = CASE WHEN o.status = 'failed' THEN now() END
       FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::text[], $5::integer[])
         AS o (id, status, counts, error, pause)
       WHERE d.id = o.id AND (d.status = 'sending' OR (o.status = 'sent' AND NOT EXISTS (
         SELECT FROM invite_delivery other
         WHERE other.id <> d.id AND other.status IN ('queued', 'sending', 'sent', 'uncertain')
           AND (other.share_id = d.share_id OR (other.follow_up_share_id = d.follow_up_share_id
             AND other.kind = d.kind AND other.sequence = d.sequence))
       )))`,
      [
        outcomes.map((outcome) => outcome.id),
        outcomes.map((outcome) => outcome.status),
        outcomes.map((outcome) => outcome.countsAsAttempt),
        outcomes.map((outcome) => outcome.error),
        outcomes.map((outcome) => outcome.pauseSeconds),
      ],
    );
  }

  /**
   * Pauses the batch if too many of its mails were refused lately (`docs/contract.md`, Batches). Mails that failed before
   * it was resumed do not count.
   * @returns whether it is paused now
   */
  async pauseIfRefused(batchId: string): Promise<boolean> {
    // SQL: of the last 50 mails 10 have failed exactly if at most 40 were sent since the tenth last failure.
    const [row] = await this.batches.query<{ isPaused: boolean }[]>(
      `WITH tenth AS (
         SELECT f.failed_at AS at, b.topic_id FROM invite_batch b JOIN invite_delivery f ON f.batch_id = b.id
         WHERE b.id = $1 AND f.status = 'failed' AND f.failed_at > coalesce(b.resumed_at, '-infinity')
         ORDER BY f.failed_at DESC OFFSET ${REFUSALS_TO_PAUSE - 1} LIMIT 1
       ), sent AS (
         SELECT FROM tenth JOIN invite_delivery d ON d.topic_id = tenth.topic_id AND d.sent_at > tenth.at
         WHERE d.batch_id = $1 AND d.status = 'sent' LIMIT ${SENT_TO_GO_ON}
       ), paused AS (
         UPDATE invite_batch SET state = 'paused', pause_reason = 'failures'
         WHERE id = $1 AND state = 'active' AND EXISTS (SELECT FROM tenth)
           AND (SELECT count(*) FROM sent) < ${SENT_TO_GO_ON}
         RETURNING id
       )
       SELECT EXISTS (SELECT FROM paused)
         OR EXISTS (SELECT FROM invite_batch WHERE id = $1 AND state = 'paused') AS "isPaused"`,
      [batchId],
    );
    return row?.isPaused ?? false;
  }

  private async cancel(stopped: { id: string; reason: string }[]): Promise<void> {
    await this.deliveries.query(
      `UPDATE invite_delivery d SET status = 'cancelled', last_error = stopped.reason
       FROM unnest($1::uuid[], $2::text[]) AS stopped (id, reason)
       WHERE d.id = stopped.id AND d.status = 'sending'`,
      [stopped.map(({ id }) => id), stopped.map(({ reason }) => reason)],
    );
  }
}

/** A mail as {@link CHECK} reads it. */
interface CheckedRow {
  id: string;
  reason: string;
  paused: boolean;
  /** Null for none. */
  windows: SendingWindow[] | null;
  timeZone: string;
}

/** A mail without a row was deleted with its topic. */
function verdictOn(row: CheckedRow | undefined, now: Date): Verdict {
  if (!row) return { may: 'stop', reason: 'link_disabled' };
  if (row.reason !== '') return { may: 'stop', reason: row.reason };
  const isClosed = row.windows !== null && !isOpenAt({ windows: row.windows, timeZone: row.timeZone }, now);
  return { may: row.paused || isClosed ? 'wait' : 'go' };
}

/** Criteria for those of the deliveries that are still claimed. Any sends the ids as one array parameter. */
function claimed(ids: string[]) {
  return { id: Any(ids), status: 'sending' as const };
}

function secondsFromNow(seconds: number): () => string {
  return () => `now() + ${seconds} * interval '1 second'`;
}

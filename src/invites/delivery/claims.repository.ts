import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type Repository } from 'typeorm';
import { InviteBatch } from '../entities/invite-batch.entity';
import { InviteDelivery } from '../entities/invite-delivery.entity';
import { TOPIC_IS_OPEN } from '../../interviews/interview-conditions.sql';
import { LINK_IS_ACTIVE } from '../../sharing/link-conditions.sql';

/** SQL: the link `s` of a delivery works, and its topic `t` still takes answers. */
const IS_WANTED = `${LINK_IS_ACTIVE} AND ${TOPIC_IS_OPEN}`;

/** A delivery that this process may mail until its claim expires. */
export interface ClaimedDelivery {
  id: string;
  shareId: string;
  address: string;
  identifier: string;
  accessToken: string;
  /** Earlier attempts to which the mail server replied. */
  attempts: number;
  /** Seconds since the send was requested. */
  ageSeconds: number;
  /** Whether an earlier attempt is uncertain, so that the mail may have arrived. */
  inDoubt: boolean;
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
  ) {}

  /** The batch, or null when it was deleted with its topic. */
  async findBatch(batchId: string): Promise<InviteBatch | null> {
    return this.batches.findOneBy({ id: batchId });
  }

  /**
   * Claims up to `limit` due deliveries of a batch for this process. Deliveries that another process has locked are
   * skipped; those whose link was revoked or whose topic has ended are cancelled instead.
   */
  async claim(batchId: string, limit: number, claimSeconds: number): Promise<ClaimedDelivery[]> {
    // SQL, because one statement has to lock, update and return the rows together with their links.
    return this.deliveries.query<ClaimedDelivery[]>(
      `WITH due AS (
         SELECT d.id FROM invite_delivery d
         WHERE d.batch_id = $1 AND d.status IN ('queued', 'sending', 'uncertain') AND d.due_at <= now()
         ORDER BY d.due_at, d.id LIMIT $2 FOR UPDATE SKIP LOCKED
       ), claimed AS (
         UPDATE invite_delivery d
         SET status = CASE WHEN ${IS_WANTED} THEN 'sending' ELSE 'cancelled' END,
             last_error = CASE WHEN ${IS_WANTED} THEN d.last_error ELSE 'link_disabled' END,
             due_at = now() + $3 * interval '1 second'
         FROM due, sharing_configuration s, user_interview_topic t
         WHERE d.id = due.id AND s.id = d.share_id AND t.id = d.topic_id
         RETURNING d.id, d.share_id, d.address, d.attempts, d.status, d.in_doubt, s.identifier, s.access_token,
                   extract(epoch FROM now() - d.created_at)::integer AS age
       )
       SELECT id, share_id AS "shareId", address, attempts, identifier,
              access_token AS "accessToken", age AS "ageSeconds", in_doubt AS "inDoubt"
       FROM claimed WHERE status = 'sending' ORDER BY id`,
      [batchId, limit, claimSeconds],
    );
  }

  /** The deliveries of a batch that this process inserted as `sending`. */
  async findClaimed(batchId: string): Promise<ClaimedDelivery[]> {
    const deliveries = await this.deliveries.find({
      where: { batchId, status: 'sending' },
      relations: { share: true },
      order: { id: 'ASC' },
    });
    return deliveries.map(
      ({ id, shareId, address, attempts, inDoubt, share: { identifier, accessToken } }) => ({
        id,
        shareId,
        address,
        attempts,
        identifier,
        accessToken,
        ageSeconds: 0,
        inDoubt,
      }),
    );
  }

  /**
   * Checks right before sending: returns those of the deliveries that are still claimed and whose link still works.
   * The others are cancelled if they are still claimed.
   */
  async confirm(ids: string[]): Promise<Set<string>> {
    // SQL for the joined condition. The status is no filter: with it, the planner may read the whole index of open
    // deliveries instead.
    const rows = await this.deliveries.query<{ id: string; wanted: boolean }[]>(
      `SELECT d.id, (d.status = 'sending' AND ${IS_WANTED}) AS wanted
       FROM invite_delivery d
       JOIN sharing_configuration s ON s.id = d.share_id
       JOIN user_interview_topic t ON t.id = d.topic_id
       WHERE d.id = ANY ($1)`,
      [ids],
    );
    const revoked = rows.filter(({ wanted }) => !wanted).map(({ id }) => id);
    if (revoked.length > 0) await this.cancel(revoked);
    return new Set(rows.filter(({ wanted }) => wanted).map(({ id }) => id));
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
           sent_at = CASE WHEN o.status = 'sent' THEN now() END
       FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::text[], $5::integer[])
         AS o (id, status, counts, error, pause)
       WHERE d.id = o.id AND (d.status = 'sending' OR (o.status = 'sent' AND NOT EXISTS (
         SELECT FROM invite_delivery other
         WHERE other.share_id = d.share_id AND other.id <> d.id AND other.status IN ('queued', 'sending', 'sent', 'uncertain')
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

  private async cancel(ids: string[]): Promise<void> {
    await this.deliveries.update(claimed(ids), { status: 'cancelled', lastError: 'link_disabled' });
  }
}

/** Criteria for those of the deliveries that are still claimed. Any sends the ids as one array parameter. */
function claimed(ids: string[]) {
  return { id: Any(ids), status: 'sending' as const };
}

function secondsFromNow(seconds: number): () => string {
  return () => `now() + ${seconds} * interval '1 second'`;
}

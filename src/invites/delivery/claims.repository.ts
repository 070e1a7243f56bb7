import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TOPIC_IS_OPEN } from '../../interviews/interview-conditions';
import { LINK_IS_ACTIVE } from '../../sharing/link-conditions.sql';

/** SQL: the link `s` of a delivery works, and its topic `t` still takes answers. */
const IS_WANTED = `${LINK_IS_ACTIVE} AND ${TOPIC_IS_OPEN}`;

/** A delivery that this process may mail while its claim lasts. */
export interface ClaimedDelivery {
  id: string;
  shareId: string;
  address: string;
  identifier: string;
  accessToken: string;
  /** Earlier tries that the mail server answered. */
  attempts: number;
  /** Since the send was called. */
  ageSeconds: number;
}

/** What became of a claimed delivery. */
export interface DeliveryOutcome {
  id: string;
  status: 'sent' | 'failed' | 'queued';
  /** Whether the mail server answered for this mail, so that the try counts. */
  countsAsAttempt: boolean;
  /** Empty when sent. */
  error: string;
  /** For `queued`: seconds until the next try. */
  pauseSeconds: number;
}

/** Deliveries that are due, by batch. */
export interface DueBatch {
  batchId: string;
  due: number;
}

/** Claims on deliveries and their outcomes. `due_at` is the next try of a queued one and a claim's end. */
@Injectable()
export class ClaimsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Claims up to `limit` due deliveries of a batch for this process; what another one holds is skipped. Those whose
   * link was taken back in the meantime are cancelled instead.
   */
  async claim(batchId: string, limit: number, claimSeconds: number): Promise<ClaimedDelivery[]> {
    return this.dataSource.query<ClaimedDelivery[]>(
      `WITH due AS (
         SELECT d.id FROM invite_delivery d
         WHERE d.batch_id = $1 AND d.status IN ('queued', 'sending') AND d.due_at <= now()
         ORDER BY d.due_at, d.id LIMIT $2 FOR UPDATE SKIP LOCKED
       ), claimed AS (
         UPDATE invite_delivery d
         SET status = CASE WHEN ${IS_WANTED} THEN 'sending' ELSE 'cancelled' END,
             last_error = CASE WHEN ${IS_WANTED} THEN d.last_error ELSE 'link_disabled' END,
             due_at = now() + $3 * interval '1 second'
         FROM due, sharing_configuration s, user_interview_topic t
         WHERE d.id = due.id AND s.id = d.share_id AND t.id = d.topic_id
         RETURNING d.id, d.share_id, d.address, d.attempts, d.status, s.identifier, s.access_token,
                   extract(epoch FROM now() - d.created_at)::integer AS age
       )
       SELECT id, share_id AS "shareId", address, attempts, identifier,
              access_token AS "accessToken", age AS "ageSeconds"
       FROM claimed WHERE status = 'sending' ORDER BY id`,
      [batchId, limit, claimSeconds],
    );
  }

  /** The deliveries of a batch that were born claimed by this process. */
  async findClaimed(batchId: string): Promise<ClaimedDelivery[]> {
    return this.dataSource.query<ClaimedDelivery[]>(
      `SELECT d.id, d.share_id AS "shareId", d.address, d.attempts, s.identifier,
              s.access_token AS "accessToken", 0 AS "ageSeconds"
       FROM invite_delivery d JOIN sharing_configuration s ON s.id = d.share_id
       WHERE d.batch_id = $1 AND d.status = 'sending'
       ORDER BY d.id`,
      [batchId],
    );
  }

  /**
   * Those of the given deliveries that may go out this very moment: still claimed, and their link still handed out.
   * Somebody who was removed after the claim is cancelled here.
   */
  async confirm(ids: string[]): Promise<Set<string>> {
    // The status is no condition here: with it, the planner may read the whole index of open deliveries instead.
    const rows = await this.dataSource.query<{ id: string; wanted: boolean }[]>(
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

  /** Lengthens the claims on these deliveries. */
  async renew(ids: string[], claimSeconds: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE invite_delivery SET due_at = now() + $2 * interval '1 second'
       WHERE id = ANY ($1) AND status = 'sending'`,
      [ids, claimSeconds],
    );
  }

  /** Gives back claims that were not used; the deliveries are due again after the pause. */
  async release(ids: string[], pauseSeconds: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE invite_delivery SET status = 'queued', due_at = now() + $2 * interval '1 second'
       WHERE id = ANY ($1) AND status = 'sending'`,
      [ids, pauseSeconds],
    );
  }

  private async cancel(ids: string[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE invite_delivery SET status = 'cancelled', last_error = 'link_disabled'
       WHERE id = ANY ($1) AND status = 'sending'`,
      [ids],
    );
  }

  /** Writes what became of claimed deliveries, in one statement. Accepted is accepted, whoever holds the claim now. */
  async record(outcomes: DeliveryOutcome[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE invite_delivery d
       SET status = o.status, attempts = d.attempts + o.counts::integer, last_error = o.error,
           due_at = now() + o.pause * interval '1 second',
           sent_at = CASE WHEN o.status = 'sent' THEN now() END
       FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::text[], $5::integer[])
         AS o (id, status, counts, error, pause)
       WHERE d.id = o.id AND (d.status = 'sending' OR (o.status = 'sent' AND NOT EXISTS (
         SELECT FROM invite_delivery other
         WHERE other.share_id = d.share_id AND other.id <> d.id AND other.status IN ('queued', 'sending', 'sent')
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

  /** Deliveries that are not done yet, by state. */
  async countOpen(): Promise<Record<string, number>> {
    const rows = await this.dataSource.query<{ status: string; count: number }[]>(
      `SELECT status, count(*)::integer AS count FROM invite_delivery
       WHERE status IN ('queued', 'sending') GROUP BY status`,
    );
    return { queued: 0, sending: 0, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) };
  }

  /** Seconds that the oldest due delivery has been waiting; 0 when none waits. */
  async lagSeconds(): Promise<number> {
    const [row] = await this.dataSource.query<{ lag: number | null }[]>(
      `SELECT extract(epoch FROM now() - min(due_at))::double precision AS lag FROM invite_delivery
       WHERE status IN ('queued', 'sending') AND due_at <= now()`,
    );
    return row?.lag ?? 0;
  }

  /** Batches with deliveries that nobody holds and whose time has come. */
  async findDueBatches(): Promise<DueBatch[]> {
    return this.dataSource.query<DueBatch[]>(
      `SELECT batch_id AS "batchId", count(*)::integer AS due FROM invite_delivery
       WHERE status IN ('queued', 'sending') AND due_at <= now()
       GROUP BY batch_id ORDER BY min(due_at)`,
    );
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { matchesPattern } from '../../database/sql-expressions';
import { TOPIC_IS_OPEN } from '../../interviews/interview-conditions';
import { LINK_IS_ACTIVE } from '../../sharing/link-conditions.sql';
import type { DeliveryStatus } from '../entities/invite-delivery.entity';
import type { InviteDeliveryRow } from './invite-delivery.dto';

const COLUMNS = `d.id, s.identifier, d.address, d.status, d.attempts, d.last_error AS "lastError",
  d.batch_id AS "batchId", d.created_at AS "createdAt", d.due_at AS "dueAt", d.sent_at AS "sentAt"`;
const FROM = `FROM invite_delivery d JOIN sharing_configuration s ON s.id = d.share_id`;
const FILTER = `d.topic_id = $1 AND ($2::text IS NULL OR d.status = $2)`;
// An address is part of its identifier. A condition of its own, not one beside `OR`, lets the planner begin with those
// who are found.
const SEARCH = `${FILTER} AND d.share_id IN (
  SELECT found.id FROM sharing_configuration found WHERE found.topic_id = $1 AND ${matchesPattern('found.identifier', '$3')})`;
const COUNT_ALL = `SELECT coalesce(sum(number), 0)::integer AS count FROM delivery_count
  WHERE topic_id = $1 AND ($2::text IS NULL OR status = $2)`;

/** Which deliveries of a topic to read. */
export interface InviteDeliveryFilter {
  status: DeliveryStatus | null;
  /** An ILIKE pattern; empty for all. */
  pattern: string;
}

/** Reads the ledger of a topic, and lets a person put single rows right. */
@Injectable()
export class InviteDeliveriesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** One page, newest first, and the number of all rows that pass the filter. */
  async findPage(
    topicId: string,
    filter: InviteDeliveryFilter,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ rows: InviteDeliveryRow[]; count: number }> {
    const { status, pattern } = filter;
    const searched = pattern !== '';
    const values = searched ? [topicId, status, pattern] : [topicId, status];
    const [rows, counts] = await Promise.all([
      this.dataSource.query<InviteDeliveryRow[]>(
        `SELECT ${COLUMNS}
         FROM (SELECT d.id FROM invite_delivery d WHERE ${searched ? SEARCH : FILTER}
               ORDER BY d.created_at DESC, d.id DESC
               LIMIT $${values.length + 1} OFFSET $${values.length + 2}) AS page
         JOIN invite_delivery d ON d.id = page.id JOIN sharing_configuration s ON s.id = d.share_id
         ORDER BY d.created_at DESC, d.id DESC`,
        [...values, limit, offset],
      ),
      this.dataSource.query<{ count: number }[]>(
        searched ? `SELECT count(*)::integer AS count FROM invite_delivery d WHERE ${SEARCH}` : COUNT_ALL,
        values,
      ),
    ]);
    return { rows, count: counts[0]?.count ?? 0 };
  }

  /** The rows that follow `after` in the order of the ledger; from the newest on when it is null. */
  async findAfter(
    topicId: string,
    after: InviteDeliveryRow | null,
    limit: number,
  ): Promise<InviteDeliveryRow[]> {
    return this.dataSource.query<InviteDeliveryRow[]>(
      `SELECT ${COLUMNS} ${FROM}
       WHERE d.topic_id = $1 AND ($2::uuid IS NULL OR (d.created_at, d.id) <
         (SELECT last.created_at, last.id FROM invite_delivery last WHERE last.id = $2))
       ORDER BY d.created_at DESC, d.id DESC LIMIT $3`,
      [topicId, after?.id ?? null, limit],
    );
  }

  /** One delivery of the topic, or null. */
  async findById(topicId: string, id: string): Promise<InviteDeliveryRow | null> {
    const [row] = await this.dataSource.query<InviteDeliveryRow[]>(
      `SELECT ${COLUMNS} ${FROM} WHERE d.topic_id = $1 AND d.id = $2`,
      [topicId, id],
    );
    return row ?? null;
  }

  /** How many deliveries are in each state, and how fast they went out in the last minute of sending. */
  async summarise(
    topicId: string,
  ): Promise<{ counts: Partial<Record<DeliveryStatus, number>>; sentPerSecond: number }> {
    const [counts, rates] = await Promise.all([
      this.dataSource.query<{ status: DeliveryStatus; count: number }[]>(
        `SELECT status, sum(number)::integer AS count FROM delivery_count WHERE topic_id = $1 GROUP BY status`,
        [topicId],
      ),
      this.dataSource.query<{ rate: number }[]>(
        `SELECT coalesce(count(*) / greatest(extract(epoch FROM now() - min(sent_at)), 1), 0)::double precision AS rate
         FROM invite_delivery
         WHERE topic_id = $1 AND status = 'sent' AND sent_at > now() - interval '1 minute'`,
        [topicId],
      ),
    ]);
    return {
      counts: Object.fromEntries(counts.map(({ status, count }) => [status, count])),
      sentPerSecond: rates[0]?.rate ?? 0,
    };
  }

  /**
   * Queues a failed delivery anew if its link still works and its topic takes answers. Fails on `invite_delivery_live_key` when the person has
   * been mailed or queued otherwise since. False when it is not failed, the link is gone or the topic has ended.
   */
  async requeue(topicId: string, id: string): Promise<boolean> {
    const [, updated] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE invite_delivery d SET status = 'queued', attempts = 0, due_at = now()
       FROM sharing_configuration s, user_interview_topic t
       WHERE d.topic_id = $1 AND d.id = $2 AND d.status = 'failed' AND s.id = d.share_id AND t.id = d.topic_id
         AND ${LINK_IS_ACTIVE} AND ${TOPIC_IS_OPEN}`,
      [topicId, id],
    );
    return updated > 0;
  }

  /** Stops what no worker has taken yet, and returns how many that were. */
  async cancelQueued(topicId: string): Promise<number> {
    const [, updated] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE invite_delivery SET status = 'cancelled', last_error = 'cancelled'
       WHERE topic_id = $1 AND status = 'queued'`,
      [topicId],
    );
    return updated;
  }
}

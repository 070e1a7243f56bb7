import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { matchesPattern } from '../../database/sql-expressions';
import { CONTACT_FREE_AT, contactStatus } from '../../contacts/contact-decision.sql';
import { DELIVERY_LINK, DELIVERY_MAILBOX } from '../../ledger/delivery.sql';
import type { MailKind } from '../../ledger/invite-batch.entity';
import { type DeliveryStatus, InviteDelivery } from '../../ledger/invite-delivery.entity';
import type { InviteDeliveryRow } from './invite-delivery.dto';

const COLUMNS = `d.id, s.identifier, d.address, d.status, d.attempts, d.last_error AS "lastError",
  d.batch_id AS "batchId", d.created_at AS "createdAt", d.due_at AS "dueAt", d.sent_at AS "sentAt",
  d.kind, d.sequence, d.bounce_kind AS "bounceKind", d.bounce_code AS "bounceCode", d.bounced_at AS "bouncedAt",
  ${contactStatus('free.at')} AS "contactStatus", free.at AS "freeAt"`;
/** SQL: the mails `d` of `rows`, each with its link and the contact that it goes to. */
const withContact = (rows: string) => `FROM ${rows}
  JOIN sharing_configuration s ON s.id = ${DELIVERY_LINK}
  JOIN user_interview_topic t ON t.id = d.topic_id
  JOIN project p ON p.id = t.project_id
  LEFT JOIN contact c ON c.project_id = p.id AND c.mailbox = ${DELIVERY_MAILBOX}
  CROSS JOIN LATERAL (SELECT ${CONTACT_FREE_AT} AS at OFFSET 0) AS free`;
const FILTER = `d.topic_id = $1 AND ($2::text IS NULL OR d.status = $2) AND ($3::text IS NULL OR d.kind = $3)`;
// An address is part of its identifier, so one condition finds both. As a subquery it lets the planner start with the
// links that are found.
const SEARCH = `${FILTER} AND ${DELIVERY_LINK} IN (
  SELECT found.id FROM sharing_configuration found WHERE found.topic_id = $1 AND ${matchesPattern('found.identifier', '$4')})`;
// Only asked without a kind: the kept counts know the status of mails alone.
const COUNT_ALL = `SELECT coalesce(sum(number), 0)::integer AS count FROM delivery_count
  WHERE topic_id = $1 AND ($2::text IS NULL OR status = $2) AND $3::text IS NULL`;

/** Filters of the list of deliveries. */
export interface InviteDeliveryFilter {
  status: DeliveryStatus | null;
  kind: MailKind | null;
  /** Only mails that came back. */
  bounced: boolean;
  /** An ILIKE pattern; empty for all. */
  pattern: string;
}

/** Reads the deliveries of a topic. SQL for pages, so that rows before a page are skipped in the index, and for counts. */
@Injectable()
export class InviteDeliveriesReadModel {
  constructor(@InjectRepository(InviteDelivery) private readonly deliveries: Repository<InviteDelivery>) {}

  /** One page, newest first, and the number of all deliveries that match the filter. */
  async findPage(
    topicId: string,
    filter: InviteDeliveryFilter,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ rows: InviteDeliveryRow[]; count: number }> {
    const { status, kind, bounced, pattern } = filter;
    const searched = pattern !== '';
    const values = searched ? [topicId, status, kind, pattern] : [topicId, status, kind];
    const condition = `${searched ? SEARCH : FILTER}${bounced ? ' AND d.bounce_kind IS NOT NULL' : ''}`;
    const counted =
      searched || bounced || kind !== null
        ? `SELECT count(*)::integer AS count FROM invite_delivery d WHERE ${condition}`
        : COUNT_ALL;
    const [rows, counts] = await Promise.all([
      this.deliveries.query<InviteDeliveryRow[]>(
        `SELECT ${COLUMNS}
         ${withContact(`(SELECT d.id FROM invite_delivery d WHERE ${condition}
               ORDER BY d.created_at DESC, d.id DESC
               LIMIT $${values.length + 1} OFFSET $${values.length + 2}) AS page
         JOIN invite_delivery d ON d.id = page.id`)}
         ORDER BY d.created_at DESC, d.id DESC`,
        [...values, limit, offset],
      ),
      this.deliveries.query<{ count: number }[]>(counted, values),
    ]);
    return { rows, count: counts[0]?.count ?? 0 };
  }

  /** The deliveries that follow `after`, newest first; starts with the newest when it is null. */
  async findAfter(
    topicId: string,
    after: InviteDeliveryRow | null,
    limit: number,
  ): Promise<InviteDeliveryRow[]> {
    return this.deliveries.query<InviteDeliveryRow[]>(
      `SELECT ${COLUMNS}
       ${withContact(`(SELECT d.* FROM invite_delivery d
         WHERE d.topic_id = $1 AND ($2::uuid IS NULL OR (d.created_at, d.id) <
           (SELECT last.created_at, last.id FROM invite_delivery last WHERE last.id = $2))
         ORDER BY d.created_at DESC, d.id DESC LIMIT $3) AS d`)}
       ORDER BY d.created_at DESC, d.id DESC`,
      [topicId, after?.id ?? null, limit],
    );
  }

  /** The delivery of the topic, or null. */
  async findById(topicId: string, id: string): Promise<InviteDeliveryRow | null> {
    const [row] = await this.deliveries.query<InviteDeliveryRow[]>(
      `SELECT ${COLUMNS} ${withContact('invite_delivery d')} WHERE d.topic_id = $1 AND d.id = $2`,
      [topicId, id],
    );
    return row ?? null;
  }

  /** The number of deliveries by status, and how many were sent per second during the last minute. */
  async summarise(
    topicId: string,
  ): Promise<{ counts: Partial<Record<DeliveryStatus, number>>; sentPerSecond: number }> {
    const [counts, rates] = await Promise.all([
      this.deliveries.query<{ status: DeliveryStatus; count: number }[]>(
        `SELECT status, sum(number)::integer AS count FROM delivery_count WHERE topic_id = $1 GROUP BY status`,
        [topicId],
      ),
      this.deliveries.query<{ rate: number }[]>(
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
}

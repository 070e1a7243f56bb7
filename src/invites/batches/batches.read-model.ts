import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { InviteBatch } from '../../ledger/invite-batch.entity';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../../ledger/invite-delivery.entity';
import type { SendingHours } from '../../project-settings/sending-hours';

/** A batch, loaded with its creator, and what its mails say. */
export interface BatchRow {
  batch: InviteBatch;
  counts: Record<DeliveryStatus, number>;
  /** Mails that are still to go out. */
  open: number;
  /** Whether its time is still to come. */
  isAhead: boolean;
  /** During the last minute of sending. */
  sentPerSecond: number;
  hours: SendingHours;
}

interface Progress extends Record<DeliveryStatus, number>, SendingHours {
  id: string;
  open: number;
  isAhead: boolean;
  sentPerSecond: number;
}

const COUNTS = DELIVERY_STATUSES.map(
  (status) => `count(*) FILTER (WHERE d.status = '${status}')::integer AS ${status}`,
).join(', ');
const SENT_LATELY = `FILTER (WHERE d.status = 'sent' AND d.sent_at > now() - interval '1 minute')`;

/** Reads the batches of a topic. */
@Injectable()
export class BatchesReadModel {
  constructor(@InjectRepository(InviteBatch) private readonly batches: Repository<InviteBatch>) {}

  /** One page, newest first, and the number of all. */
  async findPage(
    topicId: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ rows: BatchRow[]; count: number }> {
    const [ids, count] = await this.batches.findAndCount({
      select: { id: true },
      where: { topicId },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: limit,
      skip: offset,
    });
    return { rows: await this.load(ids.map(({ id }) => id)), count };
  }

  /** The batch of the topic, or null. */
  async findById(topicId: string, id: string): Promise<BatchRow | null> {
    if (!(await this.batches.existsBy({ topicId, id }))) return null;
    const [row] = await this.load([id]);
    return row ?? null;
  }

  private async load(ids: string[]): Promise<BatchRow[]> {
    if (ids.length === 0) return [];
    const [batches, progress] = await Promise.all([
      this.batches.find({
        where: { id: In(ids) },
        relations: { createdBy: true },
        order: { createdAt: 'DESC', id: 'DESC' },
      }),
      // SQL, because one pass over the mails of each batch counts them all.
      this.batches.query<Progress[]>(
        `SELECT b.id, ${COUNTS}, coalesce(b.send_at > now(), false) AS "isAhead",
                count(*) FILTER (WHERE d.status IN ('queued', 'sending')
                  OR (d.status = 'uncertain' AND d.due_at IS NOT NULL))::integer AS open,
                coalesce(count(*) ${SENT_LATELY}
                  / greatest(extract(epoch FROM now() - min(d.sent_at) ${SENT_LATELY}), 1), 0)::double precision
                  AS "sentPerSecond",
                p.sending_windows AS windows, p.time_zone AS "timeZone"
         FROM invite_batch b
         JOIN user_interview_topic t ON t.id = b.topic_id
         JOIN project p ON p.id = t.project_id
         LEFT JOIN invite_delivery d ON d.batch_id = b.id
         WHERE b.id = ANY ($1::uuid[]) GROUP BY b.id, p.id`,
        [ids],
      ),
    ]);
    const byId = new Map(progress.map((row) => [row.id, row]));
    return batches.flatMap((batch) => {
      const found = byId.get(batch.id);
      if (!found) return [];
      const { open, isAhead, sentPerSecond, windows, timeZone } = found;
      const { queued, sending, sent, failed, cancelled, uncertain } = found;
      const counts = { queued, sending, sent, failed, cancelled, uncertain };
      return [{ batch, counts, open, isAhead, sentPerSecond, hours: { windows, timeZone } }];
    });
  }
}

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { InviteDelivery } from '../entities/invite-delivery.entity';

/** A batch and the number of its due deliveries. */
export interface DueBatch {
  batchId: string;
  due: number;
}

/** Reads how many deliveries still have to be sent. */
@Injectable()
export class DeliveryBacklogReadModel {
  constructor(@InjectRepository(InviteDelivery) private readonly deliveries: Repository<InviteDelivery>) {}

  /** The number of unfinished deliveries by status. */
  async countOpen(): Promise<Record<string, number>> {
    const rows = await this.deliveries
      .createQueryBuilder('delivery')
      .select('status')
      .addSelect('count(*)::integer', 'count')
      .where({ status: In(['queued', 'sending', 'uncertain']) })
      .groupBy('status')
      .getRawMany<{ status: string; count: number }>();
    return {
      queued: 0,
      sending: 0,
      uncertain: 0,
      ...Object.fromEntries(rows.map(({ status, count }) => [status, count])),
    };
  }

  /** Seconds that the oldest due delivery has been waiting; 0 when none is due. */
  async lagSeconds(): Promise<number> {
    // SQL, because the time is measured by the clock of the database.
    const [row] = await this.deliveries.query<{ lag: number | null }[]>(
      `SELECT extract(epoch FROM now() - min(due_at))::double precision AS lag FROM invite_delivery
       WHERE status IN ('queued', 'sending', 'uncertain') AND due_at <= now()`,
    );
    return row?.lag ?? 0;
  }

  /** The batches with due deliveries, oldest first: queued and uncertain ones, and those whose claim has expired. */
  async findDueBatches(): Promise<DueBatch[]> {
    // SQL, because rows are grouped, and ordered by an aggregate.
    return this.deliveries.query<DueBatch[]>(
      `SELECT batch_id AS "batchId", count(*)::integer AS due FROM invite_delivery
       WHERE status IN ('queued', 'sending', 'uncertain') AND due_at <= now()
       GROUP BY batch_id ORDER BY min(due_at)`,
    );
  }
}

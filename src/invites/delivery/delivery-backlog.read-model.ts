import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import type { PauseReason } from '../../ledger/invite-batch.entity';
import { InviteDelivery } from '../../ledger/invite-delivery.entity';
import { isOpenAt, openFor, type SendingHours } from '../../project-settings/sending-hours';

/** A batch that is not paused, and its due deliveries. */
export interface DueBatch {
  batchId: string;
  due: number;
  /** Seconds that the oldest of them has been waiting. */
  lagSeconds: number;
  hours: SendingHours;
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

  /** The number of paused batches with mails that are left, by the reason for the pause. */
  async countPaused(): Promise<Record<PauseReason, number>> {
    // SQL, because each batch is looked up in the index of unfinished deliveries.
    const rows = await this.deliveries.query<{ reason: PauseReason; count: number }[]>(
      `SELECT pause_reason AS reason, count(*)::integer AS count FROM invite_batch b
       WHERE state = 'paused' AND EXISTS (
         SELECT FROM invite_delivery d
         WHERE d.batch_id = b.id AND d.status IN ('queued', 'sending', 'uncertain') AND d.due_at IS NOT NULL)
       GROUP BY pause_reason`,
    );
    return {
      manual: 0,
      failures: 0,
      ...Object.fromEntries(rows.map(({ reason, count }) => [reason, count])),
    };
  }

  /**
   * The batches with due deliveries, oldest first: queued and uncertain ones, and those whose claim has expired. Those
   * that are paused or outside of their sending windows are left out.
   */
  async findDueBatches(): Promise<DueBatch[]> {
    // SQL, because rows are grouped, and their times are measured by the clock of the database.
    const rows = await this.deliveries.query<(Omit<DueBatch, 'hours'> & SendingHours)[]>(
      `SELECT b.id AS "batchId", due.number AS due, p.sending_windows AS windows, p.time_zone AS "timeZone",
              extract(epoch FROM now() - due.since)::double precision AS "lagSeconds"
       FROM (SELECT batch_id, count(*)::integer AS number, min(due_at) AS since FROM invite_delivery
             WHERE status IN ('queued', 'sending', 'uncertain') AND due_at <= now()
             GROUP BY batch_id) AS due
       JOIN invite_batch b ON b.id = due.batch_id AND b.state <> 'paused'
       JOIN user_interview_topic t ON t.id = b.topic_id
       JOIN project p ON p.id = t.project_id
       ORDER BY due.since`,
    );
    const now = new Date();
    return rows
      .map(({ windows, timeZone, ...batch }) => ({ ...batch, hours: { windows, timeZone } }))
      .filter(({ hours }) => isOpenAt(hours, now));
  }

  /**
   * Seconds that the oldest due delivery has been waiting; 0 when none is due. A batch that waited for its sending window
   * counts from when that opened.
   */
  async lagSeconds(): Promise<number> {
    const batches = await this.findDueBatches();
    const now = new Date();
    return Math.max(0, ...batches.map(({ hours, lagSeconds }) => Math.min(lagSeconds, openFor(hours, now))));
  }
}

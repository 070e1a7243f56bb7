import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { InviteDelivery } from '../../ledger/invite-delivery.entity';
import { LOCK_RULES } from '../../contacts/contact-decision.sql';
import { decisionOn, RETRY_STOP_REASON } from '../delivery-decision.sql';
import type { SettledOutcome } from './invite-delivery.dto';

/** Changes single deliveries, or cancels the queued ones of a topic. */
@Injectable()
export class InviteDeliveriesRepository {
  constructor(@InjectRepository(InviteDelivery) private readonly deliveries: Repository<InviteDelivery>) {}

  /**
   * Queues a failed delivery again if it may go out. Violates a unique key when the person has been mailed or queued
   * again since.
   * @returns why it was not queued: the reason why it must not go out, or null when it has not failed; empty if it was
   */
  async requeue(topicId: string, id: string): Promise<string | null> {
    return this.deliveries.manager.transaction(async (tx) => {
      await tx.query(LOCK_RULES, [topicId]);
      // SQL, because the condition joins all that the decision reads.
      const [row] = await tx.query<{ reason: string }[]>(
        `WITH decided AS MATERIALIZED (
         SELECT d.id, ${RETRY_STOP_REASON} AS reason
         FROM ${decisionOn(`(SELECT * FROM invite_delivery
                             WHERE topic_id = $1 AND id = $2 AND status = 'failed' FOR UPDATE)`)}
       ), queued AS (
         UPDATE invite_delivery d SET status = 'queued', attempts = 0, due_at = now(), in_doubt = false
         FROM decided WHERE d.id = decided.id AND decided.reason = ''
       )
       SELECT reason FROM decided`,
        [topicId, id],
      );
      return row?.reason ?? null;
    });
  }

  /** Records what became of an uncertain delivery. @returns false when it is not uncertain */
  async settle(topicId: string, id: string, outcome: SettledOutcome): Promise<boolean> {
    const { affected } = await this.deliveries.update(
      { topicId, id, status: 'uncertain' },
      outcome === 'sent' ? { status: 'sent', sentAt: () => 'now()', lastError: '' } : { status: 'failed' },
    );
    return affected === 1;
  }

  /**
   * Cancels the queued deliveries, and returns their number. Uncertain ones keep their status, because they may have
   * arrived, but are not tried again.
   */
  async cancelQueued(topicId: string): Promise<number> {
    await this.deliveries.update({ topicId, status: 'uncertain' }, { dueAt: null });
    const { affected } = await this.deliveries.update(
      { topicId, status: 'queued' },
      { status: 'cancelled', lastError: 'cancelled' },
    );
    return affected ?? 0;
  }
}

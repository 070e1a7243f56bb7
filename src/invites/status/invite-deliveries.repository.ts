import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { InviteDelivery } from '../entities/invite-delivery.entity';
import { TOPIC_IS_OPEN } from '../../interviews/interview-conditions.sql';
import { LINK_IS_ACTIVE } from '../../sharing/link-conditions.sql';
import type { SettledOutcome } from './invite-delivery.dto';

/** Changes single deliveries, or cancels the queued ones of a topic. */
@Injectable()
export class InviteDeliveriesRepository {
  constructor(@InjectRepository(InviteDelivery) private readonly deliveries: Repository<InviteDelivery>) {}

  /**
   * Queues a failed delivery again if its link works and its topic takes answers. Violates `invite_delivery_live_key`
   * when the person has been mailed or queued again since.
   * @returns false when the delivery has not failed, its link was revoked, or the topic has ended
   */
  async requeue(topicId: string, id: string): Promise<boolean> {
    // SQL, because the condition joins the link and the topic.
    const [, updated] = await this.deliveries.query<[unknown[], number]>(
      `UPDATE invite_delivery d SET status = 'queued', attempts = 0, due_at = now(), in_doubt = false
       FROM sharing_configuration s, user_interview_topic t
       WHERE d.topic_id = $1 AND d.id = $2 AND d.status = 'failed' AND s.id = d.share_id AND t.id = d.topic_id
         AND ${LINK_IS_ACTIVE} AND ${TOPIC_IS_OPEN}`,
      [topicId, id],
    );
    return updated > 0;
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

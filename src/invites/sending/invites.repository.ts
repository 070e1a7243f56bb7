import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import type { Transaction } from '../../database/transaction-runner';
import { InviteBatch } from '../entities/invite-batch.entity';
import { type DeliveryStatus, InviteDelivery } from '../entities/invite-delivery.entity';

/** Columns of a new batch. */
export type BatchValues = Pick<
  InviteBatch,
  'topicId' | 'createdById' | 'topicTitle' | 'subject' | 'message' | 'senderName' | 'replyTo'
>;

/** Statuses that keep a link from being mailed again, as in the unique index `invite_delivery_live_key`. */
const LIVE_STATUSES: DeliveryStatus[] = ['queued', 'sending', 'sent', 'uncertain'];

/** Stores batches and their deliveries. */
@Injectable()
export class InvitesRepository {
  constructor(@InjectRepository(InviteDelivery) private readonly deliveries: Repository<InviteDelivery>) {}

  /** Stores a batch and returns its id. */
  async insertBatch(tx: Transaction, values: BatchValues): Promise<string> {
    const { identifiers } = await tx.getRepository(InviteBatch).insert(values);
    return (identifiers[0] as { id: string }).id;
  }

  /** Deletes a batch that has no deliveries. */
  async deleteBatch(tx: Transaction, batchId: string): Promise<void> {
    await tx.getRepository(InviteBatch).delete({ id: batchId });
  }

  /**
   * Inserts one delivery for each link that has no live one. The unique index decides, so concurrent sends insert one
   * delivery only. Deliveries that the caller sends itself are inserted as `sending`, so that no worker claims them.
   * @param claimSeconds how long the caller's claim lasts; null leaves the deliveries to the workers
   * @returns the ids of the links that got a delivery
   */
  async insertDeliveries(
    tx: Transaction,
    batchId: string,
    recipients: { shareId: string; address: string }[],
    claimSeconds: number | null,
  ): Promise<Set<string>> {
    // SQL, because one statement inserts any number of rows and returns those without a conflict.
    const rows = await tx.query<{ shareId: string }[]>(
      `INSERT INTO invite_delivery (batch_id, topic_id, share_id, address, status, due_at)
       SELECT b.id, b.topic_id, recipient.share_id, recipient.address, $4, now() + $5 * interval '1 second'
       FROM invite_batch b, unnest($2::uuid[], $3::text[]) AS recipient (share_id, address)
       WHERE b.id = $1
       ON CONFLICT (share_id) WHERE status IN ('queued', 'sending', 'sent', 'uncertain') DO NOTHING
       RETURNING share_id AS "shareId"`,
      [
        batchId,
        recipients.map((recipient) => recipient.shareId),
        recipients.map((recipient) => recipient.address),
        claimSeconds === null ? 'queued' : 'sending',
        claimSeconds ?? 0,
      ],
    );
    return new Set(rows.map((row) => row.shareId));
  }

  /** The ids of the topic's links that have been mailed or are queued. */
  async findLiveShares(topicId: string): Promise<Set<string>> {
    const live = await this.deliveries.find({
      select: { id: true, shareId: true },
      where: { topicId, status: In(LIVE_STATUSES) },
    });
    return new Set(live.map(({ shareId }) => shareId));
  }
}

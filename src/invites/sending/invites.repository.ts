import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../../database/transaction-runner';
import { InviteBatch } from '../../ledger/invite-batch.entity';
import { DELIVERY_IS_LIVE } from '../../ledger/delivery.sql';
import { InviteDelivery } from '../../ledger/invite-delivery.entity';

/** Columns of a new batch. */
export type BatchValues = Pick<
  InviteBatch,
  | 'topicId'
  | 'createdById'
  | 'topicTitle'
  | 'subject'
  | 'message'
  | 'senderName'
  | 'replyTo'
  | 'language'
  | 'deadline'
  | 'timeZone'
  | 'fromName'
  | 'overrideContactRules'
  | 'overrideReason'
  | 'sendAt'
>;

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
    recipients: { shareId: string; address: string; mailbox: string }[],
    claimSeconds: number | null,
  ): Promise<Set<string>> {
    // SQL, because one statement inserts any number of rows and returns those without a conflict.
    const rows = await tx.query<{ shareId: string }[]>(
      `INSERT INTO invite_delivery (batch_id, topic_id, share_id, address, mailbox, status, due_at)
       SELECT b.id, b.topic_id, recipient.share_id, recipient.address, recipient.mailbox, $5,
              coalesce(b.send_at, now()) + $6 * interval '1 second'
       FROM invite_batch b, unnest($2::uuid[], $3::text[], $4::text[]) AS recipient (share_id, address, mailbox)
       WHERE b.id = $1
       ON CONFLICT (share_id) WHERE status IN ('queued', 'sending', 'sent', 'uncertain') DO NOTHING
       RETURNING share_id AS "shareId"`,
      [
        batchId,
        recipients.map((recipient) => recipient.shareId),
        recipients.map((recipient) => recipient.address),
        recipients.map((recipient) => recipient.mailbox),
        claimSeconds === null ? 'queued' : 'sending',
        claimSeconds ?? 0,
      ],
    );
    return new Set(rows.map((row) => row.shareId));
  }

  /** The ids of the topic's links that have been mailed or are queued. */
  async findLiveShares(topicId: string, tx: Transaction = this.deliveries.manager): Promise<Set<string>> {
    // SQL, because TypeORM takes ten times as long to make objects of a hundred thousand rows.
    const live = await tx.query<{ shareId: string }[]>(
      `SELECT d.share_id AS "shareId" FROM invite_delivery d
       WHERE d.topic_id = $1 AND d.kind = 'invite' AND ${DELIVERY_IS_LIVE}`,
      [topicId],
    );
    return new Set(live.map(({ shareId }) => shareId));
  }
}

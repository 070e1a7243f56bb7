import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../../database/transaction-runner';
import { InviteBatch } from '../entities/invite-batch.entity';

/** The copy and sender of one batch. */
export type BatchValues = Pick<
  InviteBatch,
  'topicId' | 'createdById' | 'topicTitle' | 'subject' | 'message' | 'senderName' | 'replyTo'
>;

/** Writes batches with their deliveries. Claims and outcomes are the business of DeliveriesRepository. */
@Injectable()
export class InvitesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Stores a batch and returns its id. */
  async insertBatch(tx: Transaction, values: BatchValues): Promise<string> {
    const { identifiers } = await tx.getRepository(InviteBatch).insert(values);
    return (identifiers[0] as { id: string }).id;
  }

  /** Takes back a batch that turned out to hold no mail. */
  async deleteBatch(tx: Transaction, batchId: string): Promise<void> {
    await tx.getRepository(InviteBatch).delete({ id: batchId });
  }

  /**
   * One delivery for each share that has no live one yet; the index decides, whatever runs beside. Deliveries that
   * the caller is going to send itself are born claimed, so that no worker takes them.
   * @param claimSeconds how long the caller's claim lasts; null to leave them to the workers
   * @returns the shares that got a delivery
   */
  async insertDeliveries(
    tx: Transaction,
    batchId: string,
    recipients: { shareId: string; address: string }[],
    claimSeconds: number | null,
  ): Promise<Set<string>> {
    const rows = await tx.query<{ shareId: string }[]>(
      `INSERT INTO invite_delivery (batch_id, topic_id, share_id, address, status, due_at)
       SELECT b.id, b.topic_id, recipient.share_id, recipient.address, $4, now() + $5 * interval '1 second'
       FROM invite_batch b, unnest($2::uuid[], $3::text[]) AS recipient (share_id, address)
       WHERE b.id = $1
       ON CONFLICT (share_id) WHERE status IN ('queued', 'sending', 'sent') DO NOTHING
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

  /** Shares of the topic that have been mailed or wait to be. */
  async findLiveShares(topicId: string): Promise<Set<string>> {
    const rows = await this.dataSource.query<{ shareId: string }[]>(
      `SELECT share_id AS "shareId" FROM invite_delivery
       WHERE topic_id = $1 AND status IN ('queued', 'sending', 'sent')`,
      [topicId],
    );
    return new Set(rows.map((row) => row.shareId));
  }

  /** The batch, or null when its topic is gone. */
  async findBatch(batchId: string): Promise<InviteBatch | null> {
    return this.dataSource.getRepository(InviteBatch).findOneBy({ id: batchId });
  }
}

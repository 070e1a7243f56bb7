import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { SharingConfiguration } from '../../sharing/sharing-configuration.entity';
import { InviteBatch } from './invite-batch.entity';

/**
 * `queued` waits for a worker, `sending` is claimed by one, `sent` was accepted by the mail server, `failed` will
 * not be tried again, `cancelled` lost its link or was stopped. The first three are live: they keep the share
 * from being mailed once more.
 */
export type DeliveryStatus = 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled';

/** One mail of a batch. This row, not the queue, decides whether it is sent (design, Delivery). */
@Entity('invite_delivery')
@Index('invite_delivery_live_key', ['shareId'], {
  unique: true,
  where: "\"status\" = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text])",
})
@Index('invite_delivery_due_idx', ['batchId', 'dueAt', 'id'], {
  where: "\"status\" = ANY (ARRAY['queued'::text, 'sending'::text])",
})
@Index('invite_delivery_batch_idx', ['batchId', 'id'])
@Index('invite_delivery_page_idx', ['topicId', 'createdAt', 'id'])
@Index('invite_delivery_status_idx', ['topicId', 'status', 'createdAt', 'id'])
@Index('invite_delivery_sent_idx', ['topicId', 'sentAt'], { where: '"status" = \'sent\'::text' })
@Index('invite_delivery_share_idx', ['shareId'])
export class InviteDelivery {
  @PrimaryColumn('uuid', {
    primaryKeyConstraintName: 'invite_delivery_pkey',
    default: () => 'parley_uuid_v7()',
  })
  id: string;

  @Column('uuid', { name: 'batch_id' })
  batchId: string;

  /** The batch's topic once more, so that the ledger of a topic needs no join to be counted and paged. */
  @Column('uuid', { name: 'topic_id' })
  topicId: string;

  @ManyToOne(() => InviteBatch, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'topic_id',
      referencedColumnName: 'topicId',
      foreignKeyConstraintName: 'invite_delivery_batch_fkey',
    },
    { name: 'batch_id', referencedColumnName: 'id', foreignKeyConstraintName: 'invite_delivery_batch_fkey' },
  ])
  batch: InviteBatch;

  @Column('uuid', { name: 'share_id' })
  shareId: string;

  @ManyToOne(() => SharingConfiguration, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'share_id', foreignKeyConstraintName: 'invite_delivery_share_fkey' })
  share: SharingConfiguration;

  /** The bare mailbox, without a display name. */
  @Column('text')
  address: string;

  @Column('text', { default: 'queued' })
  status: DeliveryStatus;

  /** Tries that the mail server answered, for good or bad. */
  @Column('integer', { default: 0 })
  attempts: number;

  /** When a worker may take it: for `queued` the next try, for `sending` the end of the claim. */
  @Column('timestamptz', { name: 'due_at', default: () => 'now()' })
  dueAt: Date;

  /** Code of the last failure, such as `smtp_550`; empty when there was none. Never the server's text. */
  @Column('text', { name: 'last_error', default: '' })
  lastError: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;
}

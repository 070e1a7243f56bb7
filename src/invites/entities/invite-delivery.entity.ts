import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { CreatedAt, IdColumn, OneOfColumn } from '../../database/columns';
import { SharingConfiguration } from '../../sharing/sharing-configuration.entity';
import { InviteBatch } from './invite-batch.entity';

/**
 * `queued` waits for a worker, `sending` is claimed by one, `sent` was accepted by the mail server, `failed` will
 * not be tried again, `cancelled` lost its link or was stopped, `uncertain` went out without a reply. All but `failed`
 * and `cancelled` are live: they keep the share from being mailed once more.
 */
export const DELIVERY_STATUSES = ['queued', 'sending', 'sent', 'failed', 'cancelled', 'uncertain'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** One mail of a batch. This row, not the job in the queue, decides whether the mail is sent. */
@Entity('invite_delivery')
@Index('invite_delivery_live_key', ['shareId'], {
  unique: true,
  where: "\"status\" = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'uncertain'::text])",
})
@Index('invite_delivery_due_idx', ['batchId', 'dueAt', 'id'], {
  where: "\"status\" = ANY (ARRAY['queued'::text, 'sending'::text, 'uncertain'::text])",
})
@Index('invite_delivery_batch_idx', ['batchId', 'id'])
@Index('invite_delivery_page_idx', ['topicId', 'createdAt', 'id'])
@Index('invite_delivery_status_idx', ['topicId', 'status', 'createdAt', 'id'])
@Index('invite_delivery_sent_idx', ['topicId', 'sentAt'], { where: '"status" = \'sent\'::text' })
@Index(['shareId'])
export class InviteDelivery {
  @IdColumn() id: string;
  @Column('uuid') batchId: string;

  /** Copy of the batch's topic, so that the deliveries of a topic are counted and paged without a join. */
  @Column('uuid') topicId: string;

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

  @Column('uuid') shareId: string;
  @ManyToOne(() => SharingConfiguration, { onDelete: 'CASCADE' }) share: SharingConfiguration;

  /** The bare mailbox, without a display name. */
  @Column('text') address: string;

  @OneOfColumn(DELIVERY_STATUSES, { default: 'queued' }) status: DeliveryStatus;

  /** Attempts that the mail server has answered, with success or failure. */
  @Column('integer', { default: 0 }) attempts: number;

  /**
   * When a worker may claim it: the next attempt of a `queued` or `uncertain` one, the end of the claim of a `sending`
   * one. Null for an `uncertain` one that is not tried again.
   */
  @Column('timestamptz', { nullable: true, default: () => 'now()' }) dueAt: Date | null;

  /** Whether an earlier attempt is uncertain, so that the mail may have arrived. Stays true while it is `sending` again. */
  @Column('boolean', { default: false }) inDoubt: boolean;

  /** Code of the last failure, such as `smtp_550`; empty without failure. Never the server's own text. */
  @Column('text', { default: '' }) lastError: string;

  @CreatedAt() createdAt: Date;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
}

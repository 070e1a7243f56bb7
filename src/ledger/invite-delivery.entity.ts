import { Check, Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { CreatedAt, IdColumn, OneOfColumn } from '../database/columns';
import { SharingConfiguration } from '../sharing/sharing-configuration.entity';
import { InviteBatch, MAIL_KINDS, type MailKind } from './invite-batch.entity';

/**
 * `queued` waits for a worker, `sending` is claimed by one, `sent` was accepted by the mail server, `failed` will
 * not be tried again, `cancelled` lost its link or was stopped, `uncertain` went out without a reply. All but `failed`
 * and `cancelled` are live: they keep the share from being mailed once more.
 */
export const DELIVERY_STATUSES = ['queued', 'sending', 'sent', 'failed', 'cancelled', 'uncertain'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/**
 * `hard`: the mailbox does not exist. `soft`: it took no mail this time. `complaint`: the person reported the mail as
 * unwanted.
 */
export const BOUNCE_KINDS = ['hard', 'soft', 'complaint'] as const;
export type BounceKind = (typeof BOUNCE_KINDS)[number];

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
@Index('invite_delivery_failed_idx', ['batchId', 'failedAt'], {
  where: '("status" = \'failed\'::text) AND ("failed_at" IS NOT NULL)',
})
@Index('invite_delivery_sent_idx', ['topicId', 'sentAt'], { where: '"status" = \'sent\'::text' })
@Index('invite_delivery_bounced_idx', ['topicId', 'createdAt', 'id'], { where: '"bounce_kind" IS NOT NULL' })
@Index(['shareId'])
@Index('invite_delivery_follow_up_key', ['followUpShareId', 'kind', 'sequence'], {
  unique: true,
  where:
    "(\"follow_up_share_id\" IS NOT NULL) AND (\"status\" = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'uncertain'::text]))",
})
@Index('invite_delivery_follow_up_share_idx', ['followUpShareId'], {
  where: '"follow_up_share_id" IS NOT NULL',
})
// Over DELIVERY_MAILBOX; TypeORM cannot describe an expression.
@Index('invite_delivery_mailbox_idx', { synchronize: false })
@Check(
  'invite_delivery_share_check',
  `("kind" = 'invite' AND "share_id" IS NOT NULL AND "follow_up_share_id" IS NULL) OR ("kind" <> 'invite' AND "share_id" IS NULL AND "follow_up_share_id" IS NOT NULL)`,
)
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

  /** The link that an invite carries. */
  @Column('uuid', { nullable: true }) shareId: string | null;

  @ManyToOne(() => SharingConfiguration, { onDelete: 'CASCADE' }) share: SharingConfiguration | null;

  /**
   * The link of a reminder or thank-you. Apart from `shareId`, because processes of the version before reminders insert
   * invites by the unique index over that column alone, and must not mail what they do not know.
   */
  @Column('uuid', { nullable: true }) followUpShareId: string | null;

  @ManyToOne(() => SharingConfiguration, { onDelete: 'CASCADE' })
  followUpShare: SharingConfiguration | null;

  @OneOfColumn(MAIL_KINDS, { default: 'invite' }) kind: MailKind;

  /** 0 for an invite and a thank-you, 1 to 3 for reminders. There is one live mail per link, kind and sequence. */
  @Column('integer', { default: 0 }) sequence: number;

  /** The address without a name, as it was written. */
  @Column('text') address: string;

  /** The mailbox of the contact; null in rows from before there were contacts: see DELIVERY_MAILBOX. */
  @Column({ type: 'text', collation: 'C', nullable: true }) mailbox: string | null;

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

  /** When it failed for good. */
  @Column('timestamptz', { nullable: true }) failedAt: Date | null;

  /** A report about the mail after the mail server had accepted it; null for none. */
  @OneOfColumn(BOUNCE_KINDS, { nullable: true }) bounceKind: BounceKind | null;

  /** Status code of the report, such as `5.1.1`; never the server's own text. */
  @Column('text', { nullable: true }) bounceCode: string | null;

  @Column('timestamptz', { nullable: true }) bouncedAt: Date | null;
}

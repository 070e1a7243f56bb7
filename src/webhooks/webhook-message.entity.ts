import { Column, Entity, Index, ManyToOne } from 'typeorm';
import { CreatedAt, IdColumn, OneOfColumn } from '../database/columns';
import { Webhook } from './webhook.entity';

/** `pending` is due at `dueAt`, `delivered` was accepted, `failed` has used up its attempts. */
export const MESSAGE_STATUSES = ['pending', 'delivered', 'failed'] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/**
 * One event for one webhook. Rows are written by the triggers `*_webhook*` in the transaction of the change (migration
 * 1795610000000), and by the call that sends a test.
 */
@Entity('webhook_message')
@Index('webhook_message_due_idx', ['webhookId', 'dueAt', 'id'], { where: '"status" = \'pending\'::text' })
@Index('webhook_message_created_idx', ['createdAt'])
export class WebhookMessage {
  /** The `webhook-id` of all attempts. */
  @IdColumn() id: string;
  @Column('uuid') webhookId: string;
  @ManyToOne(() => Webhook, { onDelete: 'CASCADE' }) webhook: Webhook;
  @CreatedAt() createdAt: Date;
  @Column('text') type: string;
  @Column('jsonb') data: Record<string, unknown>;
  @OneOfColumn(MESSAGE_STATUSES, { default: 'pending' }) status: MessageStatus;
  @Column('integer', { default: 0 }) attempts: number;

  /** When it may be claimed: the next attempt, or the end of a claim. */
  @Column('timestamptz', { default: () => 'now()' }) dueAt: Date;
}

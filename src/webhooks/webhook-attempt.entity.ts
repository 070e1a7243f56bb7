import { Column, Entity, Index, ManyToOne } from 'typeorm';
import { CreatedAt, IdColumn } from '../database/columns';
import { WebhookMessage } from './webhook-message.entity';

/** One request to a receiver. Nothing of the answer is kept but its status. */
@Entity('webhook_attempt')
@Index('webhook_attempt_page_idx', ['webhookId', 'createdAt', 'id'])
@Index('webhook_attempt_message_idx', ['messageId'])
export class WebhookAttempt {
  @IdColumn() id: string;

  /** Copy of the message's webhook, so that a page is read without a join. */
  @Column('uuid') webhookId: string;

  @Column('uuid') messageId: string;
  @ManyToOne(() => WebhookMessage, { onDelete: 'CASCADE' }) message: WebhookMessage;
  @CreatedAt() createdAt: Date;

  /** Null without an answer. */
  @Column('integer', { nullable: true }) statusCode: number | null;

  /** Why there was no answer, such as `timeout`; empty with one. */
  @Column('text', { default: '' }) error: string;

  @Column('integer') durationMs: number;
}

import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Topic } from '../topics/topic.entity';
import type { DeliveryStatus } from './invite-delivery.entity';

/** How many deliveries of a topic are in each state. Triggers keep it. */
@Entity('delivery_count')
export class DeliveryCount {
  @PrimaryColumn('uuid', { name: 'topic_id', primaryKeyConstraintName: 'delivery_count_pkey' })
  topicId: string;

  @ManyToOne(() => Topic, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'topic_id', foreignKeyConstraintName: 'delivery_count_topic_fkey' })
  topic: Topic;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'delivery_count_pkey' })
  status: DeliveryStatus;

  /** Connections write to different slots, so that they need not wait for one another; the count is the sum. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'delivery_count_pkey' })
  slot: number;

  @Column('bigint')
  number: string;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DeliveryStatus } from './invite-delivery.entity';

/** How many deliveries of a topic are in each state. Triggers keep it. */
@Entity('delivery_count')
export class DeliveryCount {
  /** No foreign key: whoever counts must not wait for somebody who deletes the parent. */
  @PrimaryColumn('uuid', { name: 'topic_id', primaryKeyConstraintName: 'delivery_count_pkey' })
  topicId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'delivery_count_pkey' })
  status: DeliveryStatus;

  /** Connections write to different slots, so that they need not wait for one another; the count is the sum. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'delivery_count_pkey' })
  slot: number;

  @Column('bigint')
  number: string;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import { OneOfColumn } from '../database/columns';
import { DELIVERY_STATUSES, type DeliveryStatus } from './invite-delivery.entity';

/**
 * Number of deliveries of a topic per status. Rows are written only by triggers on `invite_delivery`:
 * `invite_delivery_count_insert`, `_update`, `_delete` and `_truncate`.
 */
@Entity('delivery_count')
export class DeliveryCount {
  /** No foreign key: a transaction that counts must not wait for one that deletes the parent. */
  @PrimaryColumn('uuid') topicId: string;

  @OneOfColumn(DELIVERY_STATUSES, { primary: true }) status: DeliveryStatus;

  /** One of 16 counters (backend pid % 16), so that connections do not wait for each other; the count is their sum. */
  @PrimaryColumn('integer') slot: number;

  @Column('bigint') number: string;
}

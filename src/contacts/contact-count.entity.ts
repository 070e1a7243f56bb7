import { Column, Entity, PrimaryColumn } from 'typeorm';
import { OneOfColumn } from '../database/columns';
import { STORED_STATUSES, type StoredStatus } from './contact.entity';

/**
 * Number of contacts of a project per stored status. Rows are written only by triggers on `contact`:
 * `contact_count_insert`, `_update`, `_delete` and `_truncate`.
 */
@Entity('contact_count')
export class ContactCount {
  /** No foreign key: a transaction that counts must not wait for one that deletes the parent. */
  @PrimaryColumn('uuid') projectId: string;

  @OneOfColumn(STORED_STATUSES, { primary: true }) status: StoredStatus;

  /** One of 16 counters (backend pid % 16), so that connections do not wait for each other; the count is their sum. */
  @PrimaryColumn('integer') slot: number;

  @Column('bigint') number: string;
}

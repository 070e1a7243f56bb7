import { Column, Entity, PrimaryColumn } from 'typeorm';
import { OneOfColumn } from '../database/columns';
import { SHARE_KINDS, type ShareKind } from '../sharing/sharing-configuration.entity';

/**
 * Number of responses of a project per kind of link. Rows are written only by triggers on `user_interview`:
 * `user_interview_count_insert`, `_started`, `_delete` and `_truncate`.
 */
@Entity('response_count')
export class ResponseCount {
  /** No foreign key: a transaction that counts must not wait for one that deletes the parent. */
  @PrimaryColumn('uuid') projectId: string;

  @OneOfColumn(SHARE_KINDS, { primary: true }) kind: ShareKind;

  /** One of 16 counters (backend pid % 16), so that connections do not wait for each other; the count is their sum. */
  @PrimaryColumn('integer') slot: number;

  @Column('bigint') number: string;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Number of topics of a project. Rows are written only by triggers on `user_interview_topic`:
 * `user_interview_topic_count_insert`, `_delete` and `_truncate`.
 */
@Entity('topic_count')
export class TopicCount {
  /** No foreign key: a transaction that counts must not wait for one that deletes the parent. */
  @PrimaryColumn('uuid') projectId: string;

  /** One of 16 counters (backend pid % 16), so that connections do not wait for each other; the count is their sum. */
  @PrimaryColumn('integer') slot: number;

  @Column('bigint') number: string;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many topics a project has. Triggers keep it. */
@Entity('topic_count')
export class TopicCount {
  /** No foreign key: whoever counts must not wait for somebody who deletes the parent. */
  @PrimaryColumn('uuid', { name: 'project_id', primaryKeyConstraintName: 'topic_count_pkey' })
  projectId: string;

  /** Connections write to different slots, so that they need not wait for one another; the count is the sum. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'topic_count_pkey' })
  slot: number;

  @Column('bigint')
  number: string;
}

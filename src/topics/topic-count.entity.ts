import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Project } from '../users/project.entity';

/** How many topics a project has. Triggers keep it. */
@Entity('topic_count')
export class TopicCount {
  @PrimaryColumn('uuid', { name: 'project_id', primaryKeyConstraintName: 'topic_count_pkey' })
  projectId: string;

  @ManyToOne(() => Project, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'project_id', foreignKeyConstraintName: 'topic_count_project_fkey' })
  project: Project;

  /** Connections write to different slots, so that they need not wait for one another; the count is the sum. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'topic_count_pkey' })
  slot: number;

  @Column('bigint')
  number: string;
}

import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Project } from '../users/project.entity';

/** How many responses a project has, by the kind of link that led to them. Triggers keep it. */
@Entity('response_count')
export class ResponseCount {
  @PrimaryColumn('uuid', { name: 'project_id', primaryKeyConstraintName: 'response_count_pkey' })
  projectId: string;

  @ManyToOne(() => Project, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'project_id', foreignKeyConstraintName: 'response_count_project_fkey' })
  project: Project;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'response_count_pkey' })
  kind: string;

  /** Connections write to different slots, so that they need not wait for one another; the count is the sum. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'response_count_pkey' })
  slot: number;

  @Column('bigint')
  number: string;
}

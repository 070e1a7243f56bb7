import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Project } from './project.entity';
import { User } from './user.entity';

/** Lets a user work in a project. */
@Entity('project_membership')
@Index('project_membership_user_idx', ['userId'])
export class ProjectMembership {
  @PrimaryColumn('uuid', { name: 'project_id', primaryKeyConstraintName: 'project_membership_pkey' })
  projectId: string;

  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'project_membership_pkey' })
  userId: string;

  @ManyToOne(() => Project, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'project_id', foreignKeyConstraintName: 'project_membership_project_fkey' })
  project: Project;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'project_membership_user_fkey' })
  user: User;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}

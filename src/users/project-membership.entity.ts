import { Entity, Index, ManyToOne, PrimaryColumn } from 'typeorm';
import { CreatedAt } from '../database/columns';
import { Project } from './project.entity';
import { User } from './user.entity';

/** Lets a user work in a project. */
@Entity('project_membership')
@Index(['userId'])
export class ProjectMembership {
  @PrimaryColumn('uuid') projectId: string;
  @PrimaryColumn('uuid') userId: string;
  @ManyToOne(() => Project, { onDelete: 'CASCADE' }) project: Project;
  @ManyToOne(() => User, { onDelete: 'CASCADE' }) user: User;
  @CreatedAt() createdAt: Date;
}

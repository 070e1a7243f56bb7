import { Entity, Index, ManyToOne, PrimaryColumn } from 'typeorm';
import { CreatedAt, OneOfColumn } from '../database/columns';
import { Project } from './project.entity';
import { type Role, ROLES } from './role';
import { User } from './user.entity';

/** Lets a user work in a project, as far as the role allows. */
@Entity('project_membership')
@Index(['userId'])
export class ProjectMembership {
  @PrimaryColumn('uuid') projectId: string;
  @PrimaryColumn('uuid') userId: string;
  @ManyToOne(() => Project, { onDelete: 'CASCADE' }) project: Project;
  @ManyToOne(() => User, { onDelete: 'CASCADE' }) user: User;

  /** Code that inserts names the role; the default is for members from before there were roles. */
  @OneOfColumn(ROLES, { default: 'admin' }) role: Role;

  @CreatedAt() createdAt: Date;
}

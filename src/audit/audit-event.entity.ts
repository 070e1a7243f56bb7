import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Project } from '../users/project.entity';
import { User } from '../users/user.entity';

/** Who changed what, when. Names rows by id only, so it holds no personal data of interviewees. */
@Entity('audit_event')
@Index('audit_event_page_idx', ['projectId', 'createdAt', 'id'])
export class AuditEvent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_event_pkey', default: () => 'parley_uuid_v7()' })
  id: string;

  @Column('uuid', { name: 'project_id' })
  projectId: string;

  @ManyToOne(() => Project, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'project_id', foreignKeyConstraintName: 'audit_event_project_fkey' })
  project: Project;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'audit_event_user_fkey' })
  user: User;

  /** The key that was used. No foreign key: the trail outlives keys. */
  @Column('uuid', { name: 'key_id' })
  keyId: string;

  /** The operationId. */
  @Column('text')
  operation: string;

  /** Ids from the path, such as `{"id": "…"}`, and the id of what was made. */
  @Column('jsonb', { default: {} })
  target: Record<string, string>;

  @Column('text', { name: 'request_id' })
  requestId: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}

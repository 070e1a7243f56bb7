import { Column, Entity, Index, ManyToOne } from 'typeorm';
import { CreatedAt, IdColumn } from '../database/columns';
import { PersonalApiKey } from '../users/personal-api-key.entity';
import { Project } from '../users/project.entity';
import { User } from '../users/user.entity';

/**
 * One operation that succeeded: user, key, operation, time. Refers to rows by id only, so the table holds no personal
 * data of interviewees. The triggers `audit_event_keep` and `audit_event_keep_all` refuse changes, and deletions before
 * the time of the project's retention.
 */
@Entity('audit_event')
@Index('audit_event_page_idx', ['projectId', 'createdAt', 'id'])
export class AuditEvent {
  @IdColumn() id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project, { onDelete: 'CASCADE' }) project: Project;
  @Column('uuid') userId: string;
  @ManyToOne(() => User) user: User;

  /** Null for what was done in a session. */
  @Column('uuid', { nullable: true }) keyId: string | null;

  /** The API key that was used. Has no foreign key constraint, because events outlive keys. */
  @ManyToOne(() => PersonalApiKey, { createForeignKeyConstraints: false }) key: PersonalApiKey | null;

  /** The operationId of the OpenAPI document. */
  @Column('text') operation: string;

  /** Ids from the path, such as `{"id": "…"}`, and the id of the created row as `result`. */
  @Column('jsonb', { default: {} }) target: Record<string, string>;

  /** Why the caller did what needs a reason, in their words; else empty. */
  @Column('text', { default: '' }) reason: string;

  @Column('text') requestId: string;
  @CreatedAt() createdAt: Date;
}

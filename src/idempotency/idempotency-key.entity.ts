import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Project } from '../users/project.entity';
import { User } from '../users/user.entity';

/** A request that was sent with an Idempotency-Key, and its answer once there is one (contract, Conventions). */
@Entity('idempotency_key')
@Index('idempotency_key_created_idx', ['createdAt'])
export class IdempotencyKey {
  @PrimaryColumn('uuid', { name: 'project_id', primaryKeyConstraintName: 'idempotency_key_pkey' })
  projectId: string;

  @ManyToOne(() => Project, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'project_id', foreignKeyConstraintName: 'idempotency_key_project_fkey' })
  project: Project;

  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'idempotency_key_pkey' })
  userId: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'idempotency_key_user_fkey' })
  user: User;

  /** Below the project, without the trailing slash. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_key_pkey' })
  path: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_key_pkey' })
  key: string;

  /** SHA-256 of query and body. */
  @Column('bytea', { name: 'request_hash' })
  requestHash: Buffer;

  /** Whose run it is; a run that lost its claim may not store an answer. */
  @Column('uuid', { name: 'run_id' })
  runId: string;

  /** While running: until when nobody else may run it. */
  @Column('timestamptz', { name: 'claimed_until' })
  claimedUntil: Date;

  /** Null while the request runs. */
  @Column('integer', { nullable: true })
  status: number | null;

  @Column('jsonb', { default: {} })
  headers: Record<string, string>;

  @Column('bytea', { nullable: true })
  body: Buffer | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}

import { Column, Entity, Index, ManyToOne, PrimaryColumn } from 'typeorm';
import { CreatedAt } from '../database/columns';
import { Project } from '../users/project.entity';
import { User } from '../users/user.entity';

/** A request that was sent with an `Idempotency-Key`, and its stored response once it has finished. */
@Entity('idempotency_key')
@Index('idempotency_key_created_idx', ['createdAt'])
export class IdempotencyKey {
  @PrimaryColumn('uuid') projectId: string;
  @ManyToOne(() => Project, { onDelete: 'CASCADE' }) project: Project;
  @PrimaryColumn('uuid') userId: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE' }) user: User;

  /** The path below the project, without a trailing slash. */
  @PrimaryColumn('text') path: string;

  @PrimaryColumn('text') key: string;

  /** HMAC-SHA256 of query and body. */
  @Column('bytea') requestHash: Buffer;

  /** The run that holds the claim. A run that has lost its claim may not store a response. */
  @Column('uuid') runId: string;

  /** While the request runs: the end of the claim, after which another run may take over. */
  @Column('timestamptz') claimedUntil: Date;

  /** HTTP status of the response; null while the request runs. */
  @Column('integer', { nullable: true }) status: number | null;

  @Column('jsonb', { default: {} }) headers: Record<string, string>;
  @Column('bytea', { nullable: true }) body: Buffer | null;
  @CreatedAt() createdAt: Date;
}

import { Column, Entity, Index, ManyToOne } from 'typeorm';
import { CreatedAt, IdColumn, OneOfColumn } from '../database/columns';
import { Project } from '../users/project.entity';
import { User } from '../users/user.entity';

/** `manual`: by a call. `gone`: the receiver answered 410. `failing`: nothing was accepted for five days. */
export const DISABLED_REASONS = ['manual', 'gone', 'failing'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** A receiver of a project's events. */
@Entity('webhook')
@Index('webhook_project_idx', ['projectId', 'createdAt', 'id'])
export class Webhook {
  @IdColumn() id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project, { onDelete: 'CASCADE' }) project: Project;
  @Column('uuid') createdById: string;
  @ManyToOne(() => User) createdBy: User;
  @CreatedAt() createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
  @Column('text') url: string;
  @Column('text', { default: '' }) description: string;

  /** The events that it gets. */
  @Column('text', { array: true }) events: string[];

  @Column('boolean', { default: true }) enabled: boolean;
  @OneOfColumn(DISABLED_REASONS, { nullable: true }) disabledReason: DisabledReason | null;

  /** Whether its events carry identifiers and addresses. */
  @Column('boolean', { default: false }) includePersonalData: boolean;

  /** Encrypted, see WebhookSecrets. */
  @Column('text') secret: string;

  /** The secret before the latest rotation, which signs too until `previousUntil`. */
  @Column('text', { nullable: true }) previousSecret: string | null;
  @Column('timestamptz', { nullable: true }) previousUntil: Date | null;

  /** The first failure since the last success; null when the last attempt succeeded. */
  @Column('timestamptz', { nullable: true }) failingSince: Date | null;

  /** When the admins were told that it was disabled because it failed. */
  @Column('timestamptz', { nullable: true }) toldAt: Date | null;
}

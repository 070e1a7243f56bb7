import { Column, Entity, Index, ManyToOne, Unique } from 'typeorm';
import { CreatedAt, IdColumn, OneOfColumn } from '../database/columns';
import { Project } from '../users/project.entity';

/** The statuses that are stored; `cooling_down` follows from `later_until` and the project's contact rules. */
export const STORED_STATUSES = ['free', 'do_not_contact', 'bounced', 'opted_out'] as const;
export type StoredStatus = (typeof STORED_STATUSES)[number];

/** One mailbox in one project, from its first invite, opt-out or import on (`docs/contract-outreach.md`, Contacts). */
@Entity('contact')
@Unique('contact_project_mailbox_key', ['projectId', 'mailbox'])
@Index('contact_status_idx', ['projectId', 'status', 'mailbox'], { where: `"status" <> 'free'::text` })
@Index('contact_later_idx', ['projectId', 'laterUntil'], { where: '"later_until" IS NOT NULL' })
// GIN trigram index over lower(mailbox), missing where the extension pg_trgm is not available.
@Index('contact_search_idx', { synchronize: false })
export class Contact {
  @IdColumn() id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project, { onDelete: 'CASCADE' }) project: Project;

  /** As `canonicalMailbox` writes it: lower case, domain in ASCII. */
  @Column({ type: 'text', collation: 'C' }) mailbox: string;

  @OneOfColumn(STORED_STATUSES, { default: 'free' }) status: StoredStatus;
  @Column('text', { default: '' }) reason: string;

  /** The person asked not to be written to before this time. */
  @Column('timestamptz', { nullable: true }) laterUntil: Date | null;

  @CreatedAt() createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt: Date;
}

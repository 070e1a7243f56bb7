import { Column, Entity, ManyToOne, PrimaryColumn } from 'typeorm';
import { Project } from '../../users/project.entity';

/** The opt-out of a person who was erased. It becomes a contact again when somebody adds the mailbox anew. */
@Entity('erased_contact')
export class ErasedContact {
  @PrimaryColumn('uuid') projectId: string;
  @ManyToOne(() => Project, { onDelete: 'CASCADE' }) project: Project;

  /** HMAC-SHA256 of project and mailbox, see ErasureHash. */
  @PrimaryColumn('bytea') hash: Buffer;

  @Column('timestamptz', { default: () => 'now()' }) erasedAt: Date;
}

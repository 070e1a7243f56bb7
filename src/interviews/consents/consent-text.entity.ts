import { Column, Entity, ManyToOne, PrimaryColumn } from 'typeorm';
import { CreatedAt } from '../../database/columns';
import type { Language } from '../../texts/languages';
import { Project } from '../../users/project.entity';

/** A consent text of a project that somebody has consented to, with who was responsible then. Never changed. */
@Entity('consent_text')
export class ConsentText {
  @PrimaryColumn('uuid') projectId: string;
  @ManyToOne(() => Project, { onDelete: 'CASCADE' }) project: Project;

  /** As in `user_interview.consent_version`: follows from the content. */
  @PrimaryColumn('text') version: string;

  @Column('text') language: Language;
  /** Empty for the text of the interview page. */
  @Column('text') text: string;
  @Column('text') controllerName: string;
  @Column('text') controllerContact: string;
  @Column('text') privacyUrl: string;
  @CreatedAt() createdAt: Date;
}

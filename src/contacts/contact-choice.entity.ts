import { Column, Entity, Index, ManyToOne } from 'typeorm';
import { CreatedAt, IdColumn, OneOfColumn } from '../database/columns';
import { SharingConfiguration } from '../sharing/sharing-configuration.entity';
import { Contact, STORED_STATUSES, type StoredStatus } from './contact.entity';

/** `topic`: declines one topic. `later`: not before a day. `never`: opted out. */
export const CHOICES = ['topic', 'later', 'never'] as const;
export type Choice = (typeof CHOICES)[number];

/** One choice that a person made on the unsubscribe page or with the button of their mail program. */
@Entity('contact_choice')
@Index('contact_choice_contact_idx', ['contactId', 'createdAt', 'id'])
@Index('contact_choice_share_idx', ['shareId'], { where: '"share_id" IS NOT NULL' })
@Index('contact_choice_later_idx', ['until'], {
  where: '("choice" = \'later\'::text) AND ("undone_at" IS NULL)',
})
export class ContactChoice {
  @IdColumn() id: string;
  @Column('uuid') contactId: string;
  @ManyToOne(() => Contact, { onDelete: 'CASCADE' }) contact: Contact;

  /** The link of the mail that led to the page; null once the topic is deleted. */
  @Column('uuid', { nullable: true }) shareId: string | null;

  @ManyToOne(() => SharingConfiguration, { onDelete: 'SET NULL' }) share: SharingConfiguration | null;
  @OneOfColumn(CHOICES) choice: Choice;

  /** With `later`: the start of that day in UTC. The person is reminded then. */
  @Column('timestamptz', { nullable: true }) until: Date | null;

  /** The contact before this choice, for undoing it. */
  @OneOfColumn(STORED_STATUSES) previousStatus: StoredStatus;
  @Column('text') previousReason: string;
  @Column('timestamptz', { nullable: true }) previousLaterUntil: Date | null;

  @CreatedAt() createdAt: Date;
  @Column('timestamptz', { nullable: true }) undoneAt: Date | null;
}

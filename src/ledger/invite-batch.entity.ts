import { Column, Entity, Index, ManyToOne, Unique } from 'typeorm';
import { CreatedAt, IdColumn, OneOfColumn } from '../database/columns';
import { Topic } from '../topics/topic.entity';
import type { MailLanguage } from '../users/project.entity';
import { User } from '../users/user.entity';

/** `invite` has the sequence 0, reminders count from 1, a `thank_you` has 0 again. */
export const MAIL_KINDS = ['invite', 'reminder', 'thank_you'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/**
 * Decisions about a batch; whether an `active` one is scheduled, being sent or done follows from its times and
 * its mails. Mails of a `paused` one wait, those of a `cancelled` one are not sent any more.
 */
export const BATCH_STATES = ['active', 'paused', 'cancelled'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** `manual`: by a call. `failures`: by itself, because the mail server refused too many of its mails. */
export const PAUSE_REASONS = ['manual', 'failures'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** One `send_invites` or `remind` call, or the reminders or thanks of a topic that were due together, with a copy of its texts, so that a later PATCH does not change mail that is queued. */
@Entity('invite_batch')
@Unique('invite_batch_topic_key', ['topicId', 'id'])
@Index('invite_batch_page_idx', ['topicId', 'createdAt', 'id'])
export class InviteBatch {
  @IdColumn() id: string;
  @Column('uuid') topicId: string;
  @ManyToOne(() => Topic, { onDelete: 'CASCADE' }) topic: Topic;
  @Column('uuid') createdById: string;
  @ManyToOne(() => User) createdBy: User;
  @CreatedAt() createdAt: Date;
  @Column('text') topicTitle: string;
  @Column('text') subject: string;
  @Column('text') message: string;
  @Column('text') senderName: string;
  @Column('text') replyTo: string;
  @OneOfColumn(MAIL_KINDS, { default: 'invite' }) kind: MailKind;

  /** Language of the texts around subject and message. */
  @Column('text', { default: 'en' }) language: MailLanguage;

  /** When the topic stops taking answers, for the placeholder `{{deadline}}`; null without an end. */
  @Column('timestamptz', { nullable: true }) deadline: Date | null;

  /** IANA name of the time zone in which the deadline is written. */
  @Column('text', { default: 'UTC' }) timeZone: string;

  /** Name in front of the address that the mails come from; empty for the name in MAIL_FROM. */
  @Column('text', { default: '' }) fromName: string;

  /** Whether the mails also go to contacts that are cooling down or marked `do_not_contact`. */
  @Column('boolean', { default: false }) overrideContactRules: boolean;

  @Column('text', { default: '' }) overrideReason: string;

  @OneOfColumn(BATCH_STATES, { default: 'active' }) state: BatchState;

  /** Why it is paused; null when it is not. */
  @OneOfColumn(PAUSE_REASONS, { nullable: true }) pauseReason: PauseReason | null;

  /** The time that the caller asked for; null for at once. */
  @Column('timestamptz', { nullable: true }) sendAt: Date | null;

  /** When it was last resumed: refusals before that do not pause it again. */
  @Column('timestamptz', { nullable: true }) resumedAt: Date | null;
}

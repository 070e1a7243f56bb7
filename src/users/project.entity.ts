import { Column, Entity, Unique } from 'typeorm';
import { CreatedAt, IdColumn, OneOfColumn } from '../database/columns';
import { type Language, LANGUAGES } from '../texts/languages';

/** Languages that mails can be written in: all there are. */
export const MAIL_LANGUAGES = LANGUAGES;
export type MailLanguage = Language;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours of some days of the week in which mails may leave, as `HH:MM`; `to` is not part of it, and may be `24:00`. */
export interface SendingWindow {
  days: Weekday[];
  from: string;
  to: string;
}

/** The tenant: every topic belongs to exactly one project. */
@Entity('project')
@Unique(['name'])
export class Project {
  @IdColumn() id: string;
  @Column('text') name: string;
  @CreatedAt() createdAt: Date;

  /** Language of mails of topics that have none; null for English. */
  @OneOfColumn(MAIL_LANGUAGES, { nullable: true }) mailLanguage: MailLanguage | null;

  /** At most so many invites per contact in so many days, over all topics; null for no limit. */
  @Column('integer', { nullable: true }) maxInvites: number | null;
  @Column('integer', { nullable: true }) maxInvitesDays: number | null;

  /** The same for completed interviews. */
  @Column('integer', { nullable: true }) maxParticipations: number | null;
  @Column('integer', { nullable: true }) maxParticipationsDays: number | null;

  /** Name in front of the address that mails come from; empty for the name in MAIL_FROM. */
  @Column('text', { default: '' }) senderName: string;

  /** IANA name of the time zone in which the project's people read dates. */
  @Column('text', { default: 'UTC' }) timeZone: string;

  /** When mails may leave, in the project's time zone; empty for always. */
  @Column('jsonb', { default: () => "'[]'" }) sendingWindows: SendingWindow[];

  /** Whether reminders count as invites. */
  @Column('boolean', { default: false }) countReminders: boolean;
}

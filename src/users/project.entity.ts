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

/** Kinds of data that a project can have deleted after a number of days. */
export const RETENTION_KINDS = ['responses', 'recordings', 'ledger', 'voice_reports', 'audit'] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** The reads that the audit trail holds. */
export const AUDIT_READS = ['none', 'exports', 'all'] as const;
export type AuditReads = (typeof AUDIT_READS)[number];

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

  /** Name of who is responsible for the data (GDPR, article 13), shown to interviewees; empty for none. */
  @Column('text', { default: '' }) controllerName: string;

  /** How they can be reached, such as a postal or mail address; empty for none. */
  @Column('text', { default: '' }) controllerContact: string;

  /** Their privacy notice; empty for none. */
  @Column('text', { default: '' }) privacyUrl: string;

  /** Own consent texts by language; a missing or empty one stands for the text of the interview page. */
  @Column('jsonb', { default: {} }) consentText: Partial<Record<Language, string>>;

  @OneOfColumn(AUDIT_READS, { default: 'exports' }) auditReads: AuditReads;

  /** Days after which data is deleted; a missing or null one keeps it. */
  @Column('jsonb', { default: {} }) retention: Partial<Record<RetentionKind, number | null>>;

  /** When retention was last applied. */
  @Column('timestamptz', { nullable: true }) retentionRanAt: Date | null;

  /** Whether reminders count as invites. */
  @Column('boolean', { default: false }) countReminders: boolean;
}

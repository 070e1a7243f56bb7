import { Check, Column, Entity, Index, ManyToOne } from 'typeorm';
import { CreatedAt, IdColumn, OneOfColumn } from '../database/columns';
import { MAIL_LANGUAGES, type MailLanguage, Project } from '../users/project.entity';
import { User } from '../users/user.entity';

/** Bytes of a stored list of people. A request body of 20 MB with identifiers of usual length stays below. */
const MAX_LIST_BYTES = 24 * 1024 * 1024;

/** A planned interview: its interviewees and questions. */
@Entity('user_interview_topic')
@Check(
  'user_interview_topic_interviewee_emails_size_check',
  `pg_column_size(interviewee_emails) <= ${MAX_LIST_BYTES}`,
)
@Check(
  'user_interview_topic_interviewee_distinct_ids_size_check',
  `pg_column_size(interviewee_distinct_ids) <= ${MAX_LIST_BYTES}`,
)
@Index('user_interview_topic_reminders_idx', ['id'], { where: '"reminder_count" > 0' })
@Index('user_interview_topic_thanks_idx', ['id'], { where: '"thank_you"' })
@Index('user_interview_topic_page_idx', ['projectId', 'createdAt', 'id'])
// GIN trigram index over topic, missing where the extension pg_trgm is not available.
@Index('user_interview_topic_search_idx', { synchronize: false })
export class Topic {
  @IdColumn() id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project, { onDelete: 'CASCADE' }) project: Project;
  @Column('uuid') createdById: string;
  @ManyToOne(() => User) createdBy: User;
  @CreatedAt() createdAt: Date;
  @Column('text') topic: string;
  @Column('text', { array: true, default: () => "'{}'" }) intervieweeEmails: string[];
  @Column('text', { array: true, default: () => "'{}'" }) intervieweeDistinctIds: string[];
  @Column('text', { default: '' }) agentContext: string;
  @Column('text', { array: true, default: () => "'{}'" }) questions: string[];
  @Column('text', { default: '' }) inviteSubject: string;
  @Column('text', { default: '' }) inviteMessage: string;

  /** From this time on the interview page shows that the topic is closed. */
  @Column('timestamptz', { nullable: true }) closesAt: Date | null;

  /** This number of completed interviews closes the topic for people who have not started. */
  @Column('integer', { nullable: true }) maxResponses: number | null;

  /** From this time on the topic's links answer 404. */
  @Column('timestamptz', { nullable: true }) expiresAt: Date | null;

  /** Reminders per person, 0 to 3, each `reminderGapDays` after the mail before it. */
  @Column('integer', { default: 0 }) reminderCount: number;
  @Column('integer', { default: 3 }) reminderGapDays: number;
  @Column('text', { default: '' }) reminderSubject: string;
  @Column('text', { default: '' }) reminderMessage: string;

  /** Whether people who complete the interview get a mail of thanks. */
  @Column('boolean', { default: false }) thankYou: boolean;

  /** Language of the topic's mails; null for the project's. */
  @OneOfColumn(MAIL_LANGUAGES, { nullable: true }) mailLanguage: MailLanguage | null;
}

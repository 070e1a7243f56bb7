import { Column, Entity, Index, ManyToOne, Unique } from 'typeorm';
import { CreatedAt, IdColumn, OneOfColumn } from '../database/columns';
import { SHARE_KINDS, type ShareKind } from '../sharing/sharing-configuration.entity';
import { Topic } from '../topics/topic.entity';
import { Project } from '../users/project.entity';
import { User } from '../users/user.entity';

/**
 * `opened`: the interviewee has pressed the first button. `started`: has consented. `completed`: has sent the answers.
 * `declined`: chose "not this time", which can be undone.
 */
export const INTERVIEW_STATUSES = ['opened', 'started', 'completed', 'declined'] as const;
export type InterviewStatus = (typeof INTERVIEW_STATUSES)[number];

/** One interview of one person: its state and, once completed, the response that the researcher reads. */
@Entity('user_interview')
// One interview per person and link, except for voice calls and finished test runs.
@Index('user_interview_person_key', ['topicId', 'kind', 'intervieweeIdentifier'], {
  unique: true,
  where: `"call_id" IS NULL AND NOT ("kind" = 'test' AND "status" = 'completed')`,
})
@Unique(['callId'])
@Index('user_interview_page_idx', ['projectId', 'createdAt', 'id'])
@Index('user_interview_by_topic_idx', ['topicId', 'createdAt', 'id'])
@Index('user_interview_topic_idx', ['topicId', 'intervieweeIdentifier'])
// Over INTERVIEW_MAILBOX; TypeORM cannot describe an expression.
@Index('user_interview_mailbox_idx', { synchronize: false })
// GIN indexes over search_vector, summary_vector and transcript_vector; TypeORM cannot describe them.
@Index('user_interview_search_idx', { synchronize: false })
@Index('user_interview_summary_idx', { synchronize: false })
@Index('user_interview_transcript_idx', { synchronize: false })
export class UserInterview {
  @IdColumn() id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project, { onDelete: 'CASCADE' }) project: Project;

  /** Null once the topic is deleted; responses outlive their topic. */
  @Column('uuid', { nullable: true }) topicId: string | null;

  @ManyToOne(() => Topic, { onDelete: 'SET NULL' }) topic: Topic | null;

  /** The user who created the topic. */
  @Column('uuid') createdById: string;

  @ManyToOne(() => User) createdBy: User;
  @CreatedAt() createdAt: Date;

  /** Kind of the link through which the interview was opened. */
  @OneOfColumn(SHARE_KINDS) kind: ShareKind;

  /** As targeted. For a test: the user's id. For a shared link: `shared:` and a hash of the browser's key. */
  @Column('text') intervieweeIdentifier: string;

  @Column('text', { array: true, default: () => "'{}'" }) intervieweeEmails: string[];

  /** The mailbox of the contact; null without an address, and in rows from before there were contacts: see INTERVIEW_MAILBOX. */
  @Column({ type: 'text', collation: 'C', nullable: true }) mailbox: string | null;

  /** Name that the respondent of a shared link has entered. */
  @Column('text', { default: '' }) respondentName: string;

  /** The voice provider's id of the call, for an interview that was a voice call. */
  @Column('text', { nullable: true }) callId: string | null;

  @OneOfColumn(INTERVIEW_STATUSES, { default: 'opened' }) status: InterviewStatus;

  /** Copy of the topic's questions at the start, so that later edits of the topic do not shift answers. */
  @Column('text', { array: true, default: () => "'{}'" }) questions: string[];

  /** Current step: a question, then the closing comment, then the review. */
  @Column('integer', { default: 0 }) position: number;

  /** Furthest step so far. */
  @Column('integer', { default: 0 }) reached: number;

  /** Version of the consent text that was accepted. */
  @Column('text', { nullable: true }) consentVersion: string | null;

  @Column('text', { nullable: true }) consentLanguage: string | null;

  /** Time of consent. */
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;

  @Column('timestamptz', { default: () => 'now()' }) lastActivityAt: Date;
  @Column('timestamptz', { nullable: true }) completedAt: Date | null;
  @Column('timestamptz', { nullable: true }) declinedAt: Date | null;

  /** When the person took back what they said. Its words are gone, and the status is `declined`. */
  @Column('timestamptz', { nullable: true }) withdrawnAt: Date | null;

  /** Whether there is at least one answer. Written by the application together with the transcript. */
  @Column('boolean', { default: false }) hasAnswers: boolean;

  /** Turns separated by empty lines, each as `Interviewer: …` or `Interviewee: …`. */
  @Column('text', { default: '' }) transcript: string;

  @Column('text', { default: '' }) summary: string;

  /** Set by researchers; derived classifications are not stored. */
  @Column('text', { array: true, default: () => "'{}'" }) classifications: string[];

  /** PostgreSQL text search configuration of the interview's language. */
  @Column('text', { default: () => "'simple'" }) searchConfig: string;

  /** Words of identifier, name, summary and transcript. Filled by trigger `user_interview_search`. */
  @Column('tsvector', { default: () => "''", select: false }) searchVector: string;

  /** Words of the summary. Filled by trigger `user_interview_search`. */
  @Column('tsvector', { default: () => "''", select: false }) summaryVector: string;

  /** Words of the transcript; empty while declined. Filled by trigger `user_interview_search`. */
  @Column('tsvector', { default: () => "''", select: false }) transcriptVector: string;
}

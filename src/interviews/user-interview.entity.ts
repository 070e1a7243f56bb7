import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { ShareKind } from '../sharing/sharing-configuration.entity';
import { Topic } from '../topics/topic.entity';
import { Project } from '../users/project.entity';
import { User } from '../users/user.entity';

/**
 * `opened`: somebody pressed the first button. `started`: consented. `completed`: sent off. `declined`: "not this
 * time", which can be taken back.
 */
export type InterviewStatus = 'opened' | 'started' | 'completed' | 'declined';

/** One interview of one person: where it stands and, at the end, the response that the researcher reads. */
@Entity('user_interview')
@Index('user_interview_person_key', ['topicId', 'kind', 'intervieweeIdentifier'], {
  unique: true,
  where: `"call_id" IS NULL AND NOT ("kind" = 'test' AND "status" = 'completed')`,
})
@Index('user_interview_call_key', ['callId'], { unique: true })
@Index('user_interview_page_idx', ['projectId', 'createdAt', 'id'])
@Index('user_interview_by_topic_idx', ['topicId', 'createdAt', 'id'])
@Index('user_interview_topic_idx', ['topicId', 'intervieweeIdentifier'])
@Index('user_interview_search_idx', { synchronize: false })
@Index('user_interview_summary_idx', { synchronize: false })
@Index('user_interview_transcript_idx', { synchronize: false })
export class UserInterview {
  @PrimaryColumn('uuid', {
    primaryKeyConstraintName: 'user_interview_pkey',
    default: () => 'parley_uuid_v7()',
  })
  id: string;

  @Column('uuid', { name: 'project_id' })
  projectId: string;

  @ManyToOne(() => Project, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'project_id', foreignKeyConstraintName: 'user_interview_project_fkey' })
  project: Project;

  /** Null once the topic was deleted; what was said outlives it. */
  @Column('uuid', { name: 'topic_id', nullable: true })
  topicId: string | null;

  @ManyToOne(() => Topic, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'topic_id', foreignKeyConstraintName: 'user_interview_topic_fkey' })
  topic: Topic | null;

  /** Who created the topic. */
  @Column('uuid', { name: 'created_by_id' })
  createdById: string;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'created_by_id', foreignKeyConstraintName: 'user_interview_created_by_fkey' })
  createdBy: User;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  /** Of the link that led here. */
  @Column('text')
  kind: ShareKind;

  /** As targeted; for a test the user's id; for a shared link `shared:` and a hash of the browser's key. */
  @Column('text', { name: 'interviewee_identifier' })
  intervieweeIdentifier: string;

  @Column('text', { name: 'interviewee_emails', array: true, default: () => "'{}'" })
  intervieweeEmails: string[];

  /** What a respondent of a shared link called themselves. */
  @Column('text', { name: 'respondent_name', default: '' })
  respondentName: string;

  /** The voice vendor's id of the call that was the interview. */
  @Column('text', { name: 'call_id', nullable: true })
  callId: string | null;

  @Column('text', { default: 'opened' })
  status: InterviewStatus;

  /** The topic's questions at the start, so that later changes of the topic move no answer. */
  @Column('text', { array: true, default: () => "'{}'" })
  questions: string[];

  /** The step the person is at: a question, then the last word, then the review. */
  @Column('integer', { default: 0 })
  position: number;

  /** The furthest step so far. */
  @Column('integer', { default: 0 })
  reached: number;

  /** Which wording the person consented to, and in which language. */
  @Column('text', { name: 'consent_version', nullable: true })
  consentVersion: string | null;

  @Column('text', { name: 'consent_language', nullable: true })
  consentLanguage: string | null;

  /** When the person consented. */
  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { name: 'last_activity_at', default: () => 'now()' })
  lastActivityAt: Date;

  @Column('timestamptz', { name: 'completed_at', nullable: true })
  completedAt: Date | null;

  @Column('timestamptz', { name: 'declined_at', nullable: true })
  declinedAt: Date | null;

  /** Whether anything was said. */
  @Column('boolean', { name: 'has_answers', default: false })
  hasAnswers: boolean;

  /** Turns, separated by empty lines, each as `Interviewer: …` or `Interviewee: …`. */
  @Column('text', { default: '' })
  transcript: string;

  @Column('text', { default: '' })
  summary: string;

  /** Set by hand; what is derived is not stored. */
  @Column('text', { array: true, default: () => "'{}'" })
  classifications: string[];

  /** PostgreSQL's name for the word forms of the interview's language. */
  @Column('text', { name: 'search_config', default: () => "'simple'" })
  searchConfig: string;

  /** The words of the person, the summary and the transcript. Kept by a trigger, as are the next two. */
  @Column('tsvector', { name: 'search_vector', default: () => "''", select: false })
  searchVector: string;

  /** The words of the summary. */
  @Column('tsvector', { name: 'summary_vector', default: () => "''", select: false })
  summaryVector: string;

  /** The words of the transcript; none after a "not this time". */
  @Column('tsvector', { name: 'transcript_vector', default: () => "''", select: false })
  transcriptVector: string;
}

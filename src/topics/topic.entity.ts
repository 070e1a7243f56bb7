import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Project } from '../users/project.entity';
import { User } from '../users/user.entity';

/** A planned interview: whom to talk to and what to ask. */
@Entity('user_interview_topic')
@Index('user_interview_topic_page_idx', ['projectId', 'createdAt', 'id'])
@Index('user_interview_topic_search_idx', { synchronize: false })
export class Topic {
  @PrimaryColumn('uuid', {
    primaryKeyConstraintName: 'user_interview_topic_pkey',
    default: () => 'parley_uuid_v7()',
  })
  id: string;

  @Column('uuid', { name: 'project_id' })
  projectId: string;

  @ManyToOne(() => Project, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'project_id', foreignKeyConstraintName: 'user_interview_topic_project_fkey' })
  project: Project;

  @Column('uuid', { name: 'created_by_id' })
  createdById: string;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'created_by_id', foreignKeyConstraintName: 'user_interview_topic_created_by_fkey' })
  createdBy: User;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  @Column('text')
  topic: string;

  @Column('text', { name: 'interviewee_emails', array: true, default: () => "'{}'" })
  intervieweeEmails: string[];

  @Column('text', { name: 'interviewee_distinct_ids', array: true, default: () => "'{}'" })
  intervieweeDistinctIds: string[];

  @Column('text', { name: 'agent_context', default: '' })
  agentContext: string;

  @Column('text', { array: true, default: () => "'{}'" })
  questions: string[];

  @Column('text', { name: 'invite_subject', default: '' })
  inviteSubject: string;

  @Column('text', { name: 'invite_message', default: '' })
  inviteMessage: string;

  /** From then on the interview page says that the topic is closed. */
  @Column('timestamptz', { name: 'closes_at', nullable: true })
  closesAt: Date | null;

  /** So many completed interviews close the topic for those who have not started. */
  @Column('integer', { name: 'max_responses', nullable: true })
  maxResponses: number | null;

  /** From then on the topic's links open nothing. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;
}

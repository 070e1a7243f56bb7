import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Topic } from '../topics/topic.entity';
import { User } from '../users/user.entity';

/** What is known about one person beforehand; at most one row per topic and identifier. */
@Entity('interviewee_context')
@Index('interviewee_context_topic_identifier_key', ['topicId', 'intervieweeIdentifier'], { unique: true })
@Index('interviewee_context_page_idx', ['topicId', 'createdAt', 'id'])
export class IntervieweeContext {
  @PrimaryColumn('uuid', {
    primaryKeyConstraintName: 'interviewee_context_pkey',
    default: () => 'parley_uuid_v7()',
  })
  id: string;

  @Column('uuid', { name: 'topic_id' })
  topicId: string;

  @ManyToOne(() => Topic, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'topic_id', foreignKeyConstraintName: 'interviewee_context_topic_fkey' })
  topic: Topic;

  @Column('uuid', { name: 'created_by_id' })
  createdById: string;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'created_by_id', foreignKeyConstraintName: 'interviewee_context_created_by_fkey' })
  createdBy: User;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  @Column('text', { name: 'interviewee_identifier' })
  intervieweeIdentifier: string;

  @Column('text', { name: 'agent_context', default: '' })
  agentContext: string;
}

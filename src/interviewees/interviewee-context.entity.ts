import { Column, Entity, Index, ManyToOne, Unique } from 'typeorm';
import { CreatedAt, IdColumn } from '../database/columns';
import { Topic } from '../topics/topic.entity';
import { User } from '../users/user.entity';

/** Background about one interviewee that the interviewer gets. At most one row per topic and identifier. */
@Entity('interviewee_context')
@Unique('interviewee_context_topic_identifier_key', ['topicId', 'intervieweeIdentifier'])
@Index('interviewee_context_page_idx', ['topicId', 'createdAt', 'id'])
export class IntervieweeContext {
  @IdColumn() id: string;
  @Column('uuid') topicId: string;
  @ManyToOne(() => Topic, { onDelete: 'CASCADE' }) topic: Topic;
  @Column('uuid') createdById: string;
  @ManyToOne(() => User) createdBy: User;
  @CreatedAt() createdAt: Date;
  @Column('text') intervieweeIdentifier: string;
  @Column('text', { default: '' }) agentContext: string;
}

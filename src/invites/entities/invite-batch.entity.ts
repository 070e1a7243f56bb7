import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Topic } from '../../topics/topic.entity';
import { User } from '../../users/user.entity';

/** One `send_invites` call, with the copy as it was then: a later PATCH does not change mail that waits. */
@Entity('invite_batch')
@Index('invite_batch_topic_key', ['topicId', 'id'], { unique: true })
export class InviteBatch {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'invite_batch_pkey', default: () => 'parley_uuid_v7()' })
  id: string;

  @Column('uuid', { name: 'topic_id' })
  topicId: string;

  @ManyToOne(() => Topic, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'topic_id', foreignKeyConstraintName: 'invite_batch_topic_fkey' })
  topic: Topic;

  @Column('uuid', { name: 'created_by_id' })
  createdById: string;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'created_by_id', foreignKeyConstraintName: 'invite_batch_created_by_fkey' })
  createdBy: User;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  @Column('text', { name: 'topic_title' })
  topicTitle: string;

  @Column('text')
  subject: string;

  @Column('text')
  message: string;

  @Column('text', { name: 'sender_name' })
  senderName: string;

  @Column('text', { name: 'reply_to' })
  replyTo: string;
}

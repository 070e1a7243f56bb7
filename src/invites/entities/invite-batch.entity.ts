import { Column, Entity, ManyToOne, Unique } from 'typeorm';
import { CreatedAt, IdColumn } from '../../database/columns';
import { Topic } from '../../topics/topic.entity';
import { User } from '../../users/user.entity';

/** One `send_invites` call with a copy of its texts, so that a later PATCH does not change mail that is queued. */
@Entity('invite_batch')
@Unique('invite_batch_topic_key', ['topicId', 'id'])
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
}

import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Topic } from '../topics/topic.entity';

/**
 * `personal`: an interviewee's link. `test`: a caller's own link for trying the interview. `shared`: the topic's one
 * link for anybody.
 */
export type ShareKind = 'personal' | 'test' | 'shared';

/**
 * The private link of one identifier on one topic. It hangs on topic and identifier, not on the context row, so
 * that editing context never kills a link (design, Data).
 */
@Entity('sharing_configuration')
@Index('sharing_configuration_access_token_key', ['accessToken'], { unique: true })
@Index('sharing_configuration_topic_idx', ['topicId', 'identifier'])
@Index('sharing_configuration_search_idx', { synchronize: false })
@Index('sharing_configuration_active_key', ['topicId', 'kind', 'identifier'], {
  unique: true,
  where: '"enabled" AND "rotated_at" IS NULL',
})
export class SharingConfiguration {
  @PrimaryColumn('uuid', {
    primaryKeyConstraintName: 'sharing_configuration_pkey',
    default: () => 'parley_uuid_v7()',
  })
  id: string;

  @Column('uuid', { name: 'topic_id' })
  topicId: string;

  @ManyToOne(() => Topic, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'topic_id', foreignKeyConstraintName: 'sharing_configuration_topic_fkey' })
  topic: Topic;

  /** The interviewee identifier; for a test link the id of the user whose link it is; empty for a shared link. */
  @Column('text')
  identifier: string;

  @Column('text', { default: 'personal' })
  kind: ShareKind;

  /** 22 random bytes, base64url. */
  @Column('text', { name: 'access_token', default: () => 'parley_access_token()' })
  accessToken: string;

  @Column('boolean', { default: true })
  enabled: boolean;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  /** When a newer link took this one's place; it may work until `expires_at` all the same. */
  @Column('timestamptz', { name: 'rotated_at', nullable: true })
  rotatedAt: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}

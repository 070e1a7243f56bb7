import { Column, Entity, Index, ManyToOne } from 'typeorm';
import { CreatedAt, IdColumn, OneOfColumn } from '../database/columns';
import { Topic } from '../topics/topic.entity';

/**
 * `personal`: the link of one interviewee. `test`: a user's own link for trying the interview. `shared`: the topic's
 * one link that anyone may use.
 */
export const SHARE_KINDS = ['personal', 'test', 'shared'] as const;
export type ShareKind = (typeof SHARE_KINDS)[number];

/**
 * A link to an interview, personal ones keyed by topic and identifier. It does not reference the context row, so that
 * editing a context never breaks a link.
 */
@Entity('sharing_configuration')
@Index('sharing_configuration_topic_idx', ['topicId', 'identifier'])
// GIN trigram index over identifier, missing where the extension pg_trgm is not available.
@Index('sharing_configuration_search_idx', { synchronize: false })
// Links whose tokens are derived have no hash.
@Index('sharing_configuration_token_hash_key', ['tokenHash'], {
  unique: true,
  where: '"token_hash" IS NOT NULL',
})
@Index('sharing_configuration_active_key', ['topicId', 'kind', 'identifier'], {
  unique: true,
  where: '"enabled" AND "rotated_at" IS NULL',
})
export class SharingConfiguration {
  @IdColumn() id: string;
  @Column('uuid') topicId: string;
  @ManyToOne(() => Topic, { onDelete: 'CASCADE' }) topic: Topic;

  /** The interviewee identifier. For a test link: the id of its user. Empty for a shared link. */
  @Column('text') identifier: string;

  @OneOfColumn(SHARE_KINDS, { default: 'personal' }) kind: ShareKind;

  /** SHA-256 of the random token that a link from before tokens were derived was made with; see InterviewLinks. */
  @Column('bytea', { nullable: true, select: false }) tokenHash: Buffer | null;

  @Column('boolean', { default: true }) enabled: boolean;
  @Column('timestamptz', { nullable: true }) expiresAt: Date | null;

  /** When a newer link has replaced this one, which still works until `expires_at`. */
  @Column('timestamptz', { nullable: true }) rotatedAt: Date | null;

  @CreatedAt() createdAt: Date;
}

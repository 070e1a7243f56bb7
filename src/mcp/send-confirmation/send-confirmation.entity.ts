import { Column, Entity, Index, ManyToOne, PrimaryColumn } from 'typeorm';
import { Topic } from '../../topics/topic.entity';
import { PersonalApiKey } from '../../users/personal-api-key.entity';

/** A dry run of a send or an erasure that may be confirmed: a hash of what it would do, and when its code expires. */
@Entity('send_confirmation')
@Index('send_confirmation_expires_idx', ['expiresAt'])
export class SendConfirmation {
  /** SHA-256 of the code. */
  @PrimaryColumn('bytea') codeHash: Buffer;

  /** The API key that made the dry run. The code works with this key only. */
  @Column('uuid') keyId: string;

  @ManyToOne(() => PersonalApiKey, { onDelete: 'CASCADE' }) key: PersonalApiKey;
  /** Null for what concerns a person over all topics. */
  @Column('uuid', { nullable: true }) topicId: string | null;
  @ManyToOne(() => Topic, { onDelete: 'CASCADE' }) topic: Topic | null;

  /** SHA-256 of the recipients and of the options of the send, or of what was found about a person. */
  @Column('bytea') plan: Buffer;

  @Column('timestamptz') expiresAt: Date;
}

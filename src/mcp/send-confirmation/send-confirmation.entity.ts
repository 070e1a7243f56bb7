import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Topic } from '../../topics/topic.entity';
import { PersonalApiKey } from '../../users/personal-api-key.entity';

/** A dry run that somebody may agree to: whom it would mail, and until when the code for it is good. */
@Entity('send_confirmation')
@Index('send_confirmation_expires_idx', ['expiresAt'])
export class SendConfirmation {
  /** SHA-256 of the code. */
  @PrimaryColumn('bytea', { name: 'code_hash', primaryKeyConstraintName: 'send_confirmation_pkey' })
  codeHash: Buffer;

  /** Whose key asked; nobody else can use the code. */
  @Column('uuid', { name: 'key_id' })
  keyId: string;

  @ManyToOne(() => PersonalApiKey, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'key_id', foreignKeyConstraintName: 'send_confirmation_key_fkey' })
  key: PersonalApiKey;

  @Column('uuid', { name: 'topic_id' })
  topicId: string;

  @ManyToOne(() => Topic, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'topic_id', foreignKeyConstraintName: 'send_confirmation_topic_fkey' })
  topic: Topic;

  /** SHA-256 of what would be sent and to whom. */
  @Column('bytea')
  plan: Buffer;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}

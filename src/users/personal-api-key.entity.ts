import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { User } from './user.entity';

/** A bearer credential of a user. Only the SHA-256 of the key is kept (contract, Authentication). */
@Entity('personal_api_key')
@Index('personal_api_key_hash_key', ['keyHash'], { unique: true })
@Index('personal_api_key_user_idx', ['userId'])
export class PersonalApiKey {
  @PrimaryColumn('uuid', {
    primaryKeyConstraintName: 'personal_api_key_pkey',
    default: () => 'parley_uuid_v7()',
  })
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'personal_api_key_user_fkey' })
  user: User;

  @Column('text')
  label: string;

  /** First and last four characters, to recognise a key by. */
  @Column('text')
  mask: string;

  @Column('bytea', { name: 'key_hash' })
  keyHash: Buffer;

  @Column('text', { array: true })
  scopes: string[];

  /** Projects the key is limited to; null means all projects of its user. */
  @Column('uuid', { name: 'project_ids', array: true, nullable: true })
  projectIds: string[] | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}

import { Column, Entity, Index, ManyToOne, Unique } from 'typeorm';
import { CreatedAt, IdColumn } from '../database/columns';
import { User } from './user.entity';

/** A bearer credential of a user. Only the SHA-256 of the key is stored. */
@Entity('personal_api_key')
@Unique('personal_api_key_hash_key', ['keyHash'])
@Index(['userId'])
export class PersonalApiKey {
  @IdColumn() id: string;
  @Column('uuid') userId: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE' }) user: User;
  @Column('text') label: string;

  /** First and last four characters, by which its owner recognises the key. */
  @Column('text') mask: string;

  @Column('bytea') keyHash: Buffer;
  @Column('text', { array: true }) scopes: string[];

  /** Projects the key is limited to; null means all projects of its user. */
  @Column('uuid', { array: true, nullable: true }) projectIds: string[] | null;

  @CreatedAt() createdAt: Date;

  /** When the key ends by itself; null for never. */
  @Column('timestamptz', { nullable: true }) expiresAt: Date | null;

  @Column('timestamptz', { nullable: true }) lastUsedAt: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
}

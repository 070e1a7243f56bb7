import { Column, Entity, Index, ManyToOne, Unique } from 'typeorm';
import { CreatedAt, IdColumn } from '../database/columns';
import { User } from './user.entity';

/** A browser in which a user is signed in. Only the SHA-256 of its token is stored. */
@Entity('session')
@Unique('session_token_hash_key', ['tokenHash'])
@Index(['userId'])
export class Session {
  @IdColumn() id: string;
  @Column('uuid') userId: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE' }) user: User;
  @Column('bytea') tokenHash: Buffer;

  /** Name and version as the browser gives them, by which its owner recognises it. */
  @Column('text') userAgent: string;

  @CreatedAt() createdAt: Date;

  /** A session ends when it is unused for {@link SESSION_DAYS}. Exact to a minute. */
  @Column('timestamptz', { default: () => 'now()' }) lastUsedAt: Date;
}

/** Days without use after which a session ends (`docs/contract.md`). */
export const SESSION_DAYS = 14;

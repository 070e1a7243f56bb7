import { Column, Entity, Index, ManyToOne, Unique } from 'typeorm';
import { CreatedAt, IdColumn } from '../database/columns';
import { User } from './user.entity';

/** A link that signs its user in once. Only the SHA-256 of its token is stored. */
@Entity('sign_in_link')
@Unique('sign_in_link_token_hash_key', ['tokenHash'])
@Index(['userId'])
export class SignInLink {
  @IdColumn() id: string;
  @Column('uuid') userId: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE' }) user: User;
  @Column('bytea') tokenHash: Buffer;

  /** Path that the browser is sent to afterwards. */
  @Column('text') next: string;

  @CreatedAt() createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) usedAt: Date | null;
}

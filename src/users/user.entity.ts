import { Column, Entity, Generated, Unique } from 'typeorm';
import { CreatedAt, IdColumn } from '../database/columns';

/** An API user. Has no password; access is by personal API key alone. */
@Entity('user')
@Unique(['email'])
@Unique(['number'])
export class User {
  @IdColumn() id: string;

  /** The numeric `id` that the API page shows in `created_by`. */
  @Column('integer')
  @Generated('increment')
  number: number;

  /** Stored in lower case, so that one mailbox is one user. */
  @Column('text') email: string;

  @Column('text', { default: '' }) firstName: string;
  @Column('text', { default: '' }) lastName: string;
  @CreatedAt() createdAt: Date;
}

import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';

/** Somebody who calls the API. Has no password: access is by personal API key alone. */
@Entity('user')
@Index('user_email_key', ['email'], { unique: true })
@Index('user_number_key', ['number'], { unique: true })
export class User {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'user_pkey', default: () => 'parley_uuid_v7()' })
  id: string;

  /** The numeric `id` that the API page shows in `created_by`. */
  @Column('integer')
  @Generated('increment')
  number: number;

  /** Lower-cased, so that one mailbox is one user. */
  @Column('text')
  email: string;

  @Column('text', { name: 'first_name', default: '' })
  firstName: string;

  @Column('text', { name: 'last_name', default: '' })
  lastName: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}

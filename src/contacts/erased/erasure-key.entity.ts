import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A key of the hashes of erased people. There is one, and one more for each SECRET_KEY that was set without the one
 * before it.
 */
@Entity('erasure_key')
@Check('erasure_key_made_under_check', 'octet_length(made_under) = 32')
export class ErasureKey {
  /** Tells the SECRET_KEY under which the key was made from others. Unique, so that all processes agree on one key. */
  @PrimaryColumn('bytea', { name: 'made_under' }) madeUnder: Buffer;

  /** 32 random bytes, sealed with a key from SECRET_KEY. */
  @Column('bytea') sealed: Buffer;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}

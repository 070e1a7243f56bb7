import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The key of the hashes of erased people, the only row of its table. */
@Entity('erasure_key')
@Check('erasure_key_id_check', 'id = 1')
export class ErasureKey {
  @PrimaryColumn('integer', { default: 1 }) id: number;

  /** 32 random bytes, sealed with a key from SECRET_KEY. */
  @Column('bytea') sealed: Buffer;
}

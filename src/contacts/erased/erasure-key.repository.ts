import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { ErasureKey } from './erasure-key.entity';

const ID = 1;

/** Stores the sealed key of the hashes of erased people. */
@Injectable()
export class ErasureKeyRepository {
  constructor(@InjectRepository(ErasureKey) private readonly keys: Repository<ErasureKey>) {}

  /** The stored key, which is the given one if there was none. Processes that ask at once agree on one. */
  async findOrInsert(sealed: Buffer): Promise<Buffer> {
    await this.keys.createQueryBuilder().insert().values({ id: ID, sealed }).orIgnore().execute();
    return (await this.keys.findOneByOrFail({ id: ID })).sealed;
  }

  /** Replaces the seal, unless another process has done so. */
  async reseal(before: Buffer, after: Buffer): Promise<void> {
    await this.keys.update({ id: ID, sealed: before }, { sealed: after });
  }
}

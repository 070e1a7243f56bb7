import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { ErasureKey } from './erasure-key.entity';

/** Stores the sealed keys of the hashes of erased people. */
@Injectable()
export class ErasureKeyRepository {
  constructor(@InjectRepository(ErasureKey) private readonly keys: Repository<ErasureKey>) {}

  /** All keys, the oldest first. */
  async findSealed(): Promise<Buffer[]> {
    const keys = await this.keys.find({ order: { createdAt: 'ASC', madeUnder: 'ASC' } });
    return keys.map(({ sealed }) => sealed);
  }

  /** Stores a key unless another process has stored one under the same SECRET_KEY. */
  async insertUnlessThere(madeUnder: Buffer, sealed: Buffer): Promise<void> {
    await this.keys.createQueryBuilder().insert().values({ madeUnder, sealed }).orIgnore().execute();
  }

  /** Replaces the seal, unless another process has done so. */
  async reseal(before: Buffer, after: Buffer): Promise<void> {
    await this.keys.update({ sealed: before }, { sealed: after });
  }
}

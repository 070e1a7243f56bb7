import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** An open transaction. Services pass it on to repositories and never look inside. */
export type Transaction = EntityManager;

/** Opens transactions. Everything that belongs in one takes the {@link Transaction} as an argument. */
@Injectable()
export class TransactionRunner {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in a transaction at READ COMMITTED; commits when it resolves, rolls back when it throws. */
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }
}

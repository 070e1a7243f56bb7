import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** An open transaction. Services only pass it on; repositories get their TypeORM repositories from it. */
export type Transaction = EntityManager;

/** Opens transactions. Methods that take part in one take the {@link Transaction} as an argument. */
@Injectable()
export class TransactionRunner {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in a transaction at READ COMMITTED: commits when it resolves, rolls back when it rejects. */
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }
}

import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import { ServiceUnavailable } from '../errors/domain-errors';
import { isLockFailure } from './database-errors';

const YIELD_MS = 30_000;
const PAUSE_MS = 100;
const BUSY = 'Other requests are changing the same data. Try again in a minute.';

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

  /**
   * The same for work that locks much. It waits half a second for a lock and then begins anew, so that others whom it
   * meets in another order go on: PostgreSQL looks for deadlocks after a second, and would end either of the two.
   * @throws ServiceUnavailable the locks were not free within 30 seconds
   */
  async runYielding<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const deadline = Date.now() + YIELD_MS;
    for (;;) {
      try {
        return await this.dataSource.transaction(async (tx) => {
          await tx.query(`SET LOCAL lock_timeout = '500ms'`);
          return work(tx);
        });
      } catch (error) {
        if (!isLockFailure(error)) throw error;
        if (Date.now() > deadline) throw new ServiceUnavailable('busy', BUSY);
        await sleep(PAUSE_MS);
      }
    }
  }
}

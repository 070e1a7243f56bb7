import { skipAudit } from '../audit/skip-audit';
import type { Transaction, TransactionRunner } from '../database/transaction-runner';

/** Ends the transaction of a dry run, which has done everything so that its counts are true. */
class DryRunEnd<T> extends Error {
  constructor(readonly result: T) {
    super('A dry run is rolled back.');
  }
}

/**
 * Runs `work` in a transaction, which a dry run rolls back. It begins anew while others hold its locks.
 * @throws ServiceUnavailable they held them for long
 */
export async function runOrRollBack<T extends object>(
  transactions: TransactionRunner,
  isDryRun: boolean,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await transactions.runYielding(async (tx) => {
      const result = await work(tx);
      if (isDryRun) throw new DryRunEnd(result);
      return result;
    });
  } catch (error) {
    if (error instanceof DryRunEnd) return error.result as T;
    throw error;
  }
}

/** The result of an operation; that of a dry run is not recorded in the audit trail. */
export function audited<T extends object>(result: T, isDryRun: boolean): T {
  return isDryRun ? skipAudit(result) : result;
}

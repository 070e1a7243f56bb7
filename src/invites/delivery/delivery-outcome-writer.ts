import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryOutcome } from './claims.repository';
import { Batcher } from '../../batching/batcher';

const RETRY_MS = 500;

/**
 * Writes outcomes with as few statements as they allow. A mail that was accepted must be recorded before its place
 * takes another, so a database that is away stops the sending instead of losing what happened.
 */
export class DeliveryOutcomeWriter {
  private readonly writes: Batcher<DeliveryOutcome, undefined>;
  private retrying = true;

  constructor(private readonly write: (outcomes: DeliveryOutcome[]) => Promise<void>) {
    this.writes = new Batcher(
      async (outcomes) => {
        await this.writeUntilDone(outcomes);
        return outcomes.map(() => undefined);
      },
      { maxWaitMs: Infinity },
    );
  }

  /** Resolves once the outcome is in the database. Tries as long as it takes, or until {@link stopRetrying}. */
  record(outcome: DeliveryOutcome): Promise<void> {
    return this.writes.submit(outcome);
  }

  /** From now on a write that fails is not tried again, so that a process can stop while the database is away. */
  stopRetrying(): void {
    this.retrying = false;
  }

  private async writeUntilDone(outcomes: DeliveryOutcome[]): Promise<void> {
    for (;;) {
      try {
        return await this.write(outcomes);
      } catch (error) {
        if (!this.retrying) throw error;
        await sleep(RETRY_MS);
      }
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryOutcome } from './claims.repository';
import { Batcher } from '../../batching/batcher';

const RETRY_MS = 500;

/**
 * Records outcomes in few statements. The outcome of a mail must be recorded before its permit is released, so an
 * unreachable database stops the sending and no outcome is lost.
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

  /** Resolves when the outcome is recorded. Retries without limit, until {@link stopRetrying}. */
  record(outcome: DeliveryOutcome): Promise<void> {
    return this.writes.submit(outcome);
  }

  /** Lets further failed writes throw, so that a process can stop while the database is unreachable. */
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

import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryOutcome } from './deliveries.repository';
import { GroupedCalls } from '../round-trips/grouped-calls';

const RETRY_MS = 500;

/**
 * Writes outcomes with as few statements as they allow. A mail that was accepted must be recorded before its place
 * takes another, so a database that is away stops the sending instead of losing what happened.
 */
export class OutcomeRecorder {
  private readonly writes: GroupedCalls<DeliveryOutcome, undefined>;
  private patient = true;

  constructor(private readonly write: (outcomes: DeliveryOutcome[]) => Promise<void>) {
    this.writes = new GroupedCalls(
      async (outcomes) => {
        await this.writeUntilDone(outcomes);
        return outcomes.map(() => undefined);
      },
      { patienceMs: Infinity },
    );
  }

  /** Resolves once the outcome is in the database. Tries as long as it takes, or until {@link giveUp}. */
  record(outcome: DeliveryOutcome): Promise<void> {
    return this.writes.call(outcome);
  }

  /** From now on a write that fails is not tried again, so that a process can stop while the database is away. */
  giveUp(): void {
    this.patient = false;
  }

  private async writeUntilDone(outcomes: DeliveryOutcome[]): Promise<void> {
    for (;;) {
      try {
        return await this.write(outcomes);
      } catch (error) {
        if (!this.patient) throw error;
        await sleep(RETRY_MS);
      }
    }
  }
}

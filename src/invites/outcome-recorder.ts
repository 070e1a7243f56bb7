import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryOutcome } from './deliveries.repository';

const RETRY_MS = 500;

/**
 * Writes outcomes with as few statements as they allow: while one write runs, further outcomes gather for the next.
 * A mail that was accepted must be recorded before its slot takes another, so a database that is away stops the
 * sending instead of losing what happened.
 */
export class OutcomeRecorder {
  private waiting: { outcome: DeliveryOutcome; done: () => void }[] = [];
  private writing = false;

  constructor(private readonly write: (outcomes: DeliveryOutcome[]) => Promise<void>) {}

  /** Resolves once the outcome is in the database. Tries as long as it takes. */
  record(outcome: DeliveryOutcome): Promise<void> {
    return new Promise((done) => {
      this.waiting.push({ outcome, done });
      if (!this.writing) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0);
      await this.writeGroup(group.map((entry) => entry.outcome));
      for (const entry of group) entry.done();
    }
    this.writing = false;
  }

  private async writeGroup(outcomes: DeliveryOutcome[]): Promise<void> {
    for (;;) {
      try {
        return await this.write(outcomes);
      } catch {
        await sleep(RETRY_MS);
      }
    }
  }
}

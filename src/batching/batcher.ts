import { setImmediate } from 'node:timers/promises';

/** Maximum number of event loop ticks to collect a batch, so that a steady stream of items does not delay the first. */
const MAX_COLLECT_TICKS = 10;

/** Options of a {@link Batcher}. */
export interface BatchOptions {
  /** Start the next batch after this many ms even if the current one has not returned. */
  maxWaitMs: number;
  /** Whether a single item may have caused the error. If so, every item of the batch is retried in a call of its own. */
  retryIndividually: (error: unknown) => boolean;
}

interface PendingItem<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Batches concurrent calls, like DataLoader without a cache: while one batch is in flight, new items wait for the next. A
 * single call is not delayed.
 */
export class Batcher<Item, Result> {
  private readonly options: BatchOptions;
  private pending: PendingItem<Item, Result>[] = [];
  private running = false;

  /** @param processBatch returns one result per item, in the same order, or throws for all of them */
  constructor(
    private readonly processBatch: (items: Item[]) => Promise<Result[]>,
    options: Partial<BatchOptions> = {},
  ) {
    this.options = { maxWaitMs: 100, retryIndividually: () => false, ...options };
  }

  /** Adds an item to the next batch and returns its result. Rejects if the batch fails. */
  submit(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.pending.push({ item, resolve, reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.pending.length > 0) {
      await this.collect();
      await this.waitAtMost(this.resolveBatch(this.pending.splice(0)));
    }
    this.running = false;
  }

  /**
   * Waits for further items until a tick of the event loop brings none. Items often arrive together, for example when
   * many database results are read from one socket. On an idle process a tick takes microseconds.
   */
  private async collect(): Promise<void> {
    let collected = 0;
    for (let tick = 0; tick < MAX_COLLECT_TICKS && this.pending.length > collected; tick++) {
      collected = this.pending.length;
      await setImmediate();
    }
  }

  /** Waits for the batch, but not longer than `maxWaitMs`. */
  private async waitAtMost(batch: Promise<void>): Promise<void> {
    const { maxWaitMs } = this.options;
    if (maxWaitMs === Infinity) return batch;
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, maxWaitMs)));
    await Promise.race([batch, timeout]);
    clearTimeout(timer);
  }

  private async resolveBatch(batch: PendingItem<Item, Result>[]): Promise<void> {
    try {
      const results = await this.processBatch(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, position) => resolve(results[position] as Result));
    } catch (error) {
      if (batch.length > 1 && this.options.retryIndividually(error)) {
        await Promise.all(batch.map((entry) => this.resolveBatch([entry])));
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  }
}

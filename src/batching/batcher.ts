import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

/** Turns of the event loop that a group gathers at most, so that a steady stream does not hold back its first item. */
const MAX_COLLECT_TICKS = 10;

/** How items are grouped. */
export interface BatchOptions {
  /** After so long those who wait are not held up any more by a call that hangs, and go on the next. */
  maxWaitMs: number;
  /** Whether one item may be to blame for the failure of a call; then each is tried by itself. */
  retryIndividually: (error: unknown) => boolean;
}

interface PendingItem<Item, Answer> {
  item: Item;
  done: (answer: Answer) => void;
  failed: (error: unknown) => void;
}

/**
 * Turns many small calls into few large ones: while one is on its way, further items gather for the next. Costs a
 * lonely item no delay.
 */
export class Batcher<Item, Answer> {
  private readonly options: BatchOptions;
  private pending: PendingItem<Item, Answer>[] = [];
  private running = false;

  /** @param processBatch answers for each item, in order, or fails for all */
  constructor(
    private readonly processBatch: (items: Item[]) => Promise<Answer[]>,
    grouping: Partial<BatchOptions> = {},
  ) {
    this.options = { maxWaitMs: 100, retryIndividually: () => false, ...grouping };
  }

  /** The answer for this item. Fails when the call that carried it fails. */
  submit(item: Item): Promise<Answer> {
    return new Promise((done, failed) => {
      this.pending.push({ item, done, failed });
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
   * What happens at about the same time, such as what follows from many answers that came in one go, shares a call: as
   * long as a turn of the event loop brings more, another may. On an idle process a turn takes microseconds.
   */
  private async collect(): Promise<void> {
    let gathered = 0;
    for (let turn = 0; turn < MAX_COLLECT_TICKS && this.pending.length > gathered; turn++) {
      gathered = this.pending.length;
      await turnOfTheLoop();
    }
  }

  private async waitAtMost(call: Promise<void>): Promise<void> {
    const { maxWaitMs } = this.options;
    if (maxWaitMs === Infinity) return call;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((done) => (timer = setTimeout(done, maxWaitMs)));
    await Promise.race([call, tooLong]);
    clearTimeout(timer);
  }

  private async resolveBatch(group: PendingItem<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.processBatch(group.map(({ item }) => item));
      group.forEach(({ done }, position) => done(answers[position] as Answer));
    } catch (error) {
      if (group.length > 1 && this.options.retryIndividually(error)) {
        await Promise.all(group.map((one) => this.resolveBatch([one])));
      } else for (const { failed } of group) failed(error);
    }
  }
}

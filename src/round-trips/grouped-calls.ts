import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

/** Turns of the event loop that a group gathers at most, so that a steady stream does not hold back its first item. */
const MAX_TURNS = 10;

/** How items are grouped. */
export interface Grouping {
  /** After so long those who wait are not held up any more by a call that hangs, and go on the next. */
  patienceMs: number;
  /** Whether one item may be to blame for the failure of a call; then each is tried by itself. */
  mayBeOneFault: (error: unknown) => boolean;
}

interface Waiting<Item, Answer> {
  item: Item;
  done: (answer: Answer) => void;
  failed: (error: unknown) => void;
}

/**
 * Turns many small calls into few large ones: while one is on its way, further items gather for the next. Costs a
 * lonely item no delay.
 */
export class GroupedCalls<Item, Answer> {
  private readonly grouping: Grouping;
  private waiting: Waiting<Item, Answer>[] = [];
  private calling = false;

  /** @param callAll answers for each item, in order, or fails for all */
  constructor(
    private readonly callAll: (items: Item[]) => Promise<Answer[]>,
    grouping: Partial<Grouping> = {},
  ) {
    this.grouping = { patienceMs: 100, mayBeOneFault: () => false, ...grouping };
  }

  /** The answer for this item. Fails when the call that carried it fails. */
  call(item: Item): Promise<Answer> {
    return new Promise((done, failed) => {
      this.waiting.push({ item, done, failed });
      if (!this.calling) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.calling = true;
    while (this.waiting.length > 0) {
      await this.gather();
      await this.patiently(this.answer(this.waiting.splice(0)));
    }
    this.calling = false;
  }

  /**
   * What happens at about the same time, such as what follows from many answers that came in one go, shares a call: as
   * long as a turn of the event loop brings more, another may. On an idle process a turn takes microseconds.
   */
  private async gather(): Promise<void> {
    let gathered = 0;
    for (let turn = 0; turn < MAX_TURNS && this.waiting.length > gathered; turn++) {
      gathered = this.waiting.length;
      await turnOfTheLoop();
    }
  }

  private async patiently(call: Promise<void>): Promise<void> {
    const { patienceMs } = this.grouping;
    if (patienceMs === Infinity) return call;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((done) => (timer = setTimeout(done, patienceMs)));
    await Promise.race([call, tooLong]);
    clearTimeout(timer);
  }

  private async answer(group: Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.callAll(group.map(({ item }) => item));
      group.forEach(({ done }, position) => done(answers[position] as Answer));
    } catch (error) {
      if (group.length > 1 && this.grouping.mayBeOneFault(error)) {
        await Promise.all(group.map((one) => this.answer([one])));
      } else for (const { failed } of group) failed(error);
    }
  }
}

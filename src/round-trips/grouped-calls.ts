import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

/**
 * Turns many small calls into few large ones: while one is on its way, further items gather for the next. Costs a
 * lonely item no delay.
 */
export class GroupedCalls<Item, Answer> {
  private waiting: { item: Item; done: (answer: Answer) => void; failed: (error: unknown) => void }[] = [];
  private calling = false;

  /** @param callAll answers for each item, in order */
  constructor(private readonly callAll: (items: Item[]) => Promise<Answer[]>) {}

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
      // What happens at the same time, such as many answers that came in one go, shares a call.
      await turnOfTheLoop();
      const group = this.waiting.splice(0);
      try {
        const answers = await this.callAll(group.map(({ item }) => item));
        group.forEach(({ done }, position) => done(answers[position] as Answer));
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
    }
    this.calling = false;
  }
}

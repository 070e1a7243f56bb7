import { setImmediate as nextTurn } from 'node:timers/promises';

/** Runs tasks one after the other, each in a turn of the event loop of its own, so that other work gets in between. */
export class TurnQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** @returns the result of the task; rejects like it */
  run<T>(task: () => T | Promise<T>): Promise<T> {
    const result = this.last.then(() => nextTurn()).then(task);
    this.last = result.catch(() => undefined);
    return result;
  }
}

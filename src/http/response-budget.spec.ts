import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Overloaded } from '../errors/domain-errors';
import { BUDGET_BYTES, ResponseBudget } from './response-budget';

const MEBIBYTE = 1024 * 1024;

/** A response that ends when it is told to. */
class FakeResponse extends EventEmitter {
  destroyed = false;
  onStalled: (() => void) | null = null;

  setTimeout(_ms: number, onStalled: () => void): void {
    this.onStalled = onStalled;
  }

  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

const asResponse = (response: FakeResponse) => response as unknown as ServerResponse;

describe('ResponseBudget', () => {
  let budget: ResponseBudget;
  beforeEach(() => {
    jest.useFakeTimers();
    budget = new ResponseBudget();
  });
  afterEach(() => jest.useRealTimers());

  /** Asks for memory, and tells whether it has been given by now. */
  function ask(bytes: number) {
    const asked = { given: false, release: () => undefined as void, refused: null as unknown };
    budget.acquire(bytes).then(
      (release) => Object.assign(asked, { given: true, release }),
      (error: unknown) => (asked.refused = error),
    );
    return asked;
  }
  const settle = () => jest.advanceTimersByTimeAsync(0);

  it('gives the budget and makes the next one wait until memory is given back', async () => {
    const first = ask(BUDGET_BYTES / 2);
    const second = ask(BUDGET_BYTES / 2);
    const third = ask(1);
    await settle();
    expect([first.given, second.given, third.given]).toEqual([true, true, false]);
    first.release();
    await settle();
    expect(third.given).toBe(true);
  });

  it('lets nobody pass one who waits', async () => {
    const first = ask(BUDGET_BYTES - 4 * MEBIBYTE);
    const large = ask(BUDGET_BYTES - 4 * MEBIBYTE);
    const small = ask(MEBIBYTE);
    await settle();
    expect([large.given, small.given]).toEqual([false, false]);
    first.release();
    await settle();
    expect([large.given, small.given]).toEqual([true, true]);
  });

  it('gives more than the budget only to one alone', async () => {
    const huge = ask(500 * MEBIBYTE);
    const other = ask(1);
    await settle();
    expect([huge.given, other.given]).toEqual([true, false]);
  });

  it('refuses who waits for 15 seconds, and lets the next one in', async () => {
    const first = ask(BUDGET_BYTES - 4 * MEBIBYTE);
    const large = ask(BUDGET_BYTES - 4 * MEBIBYTE);
    await jest.advanceTimersByTimeAsync(14_000);
    const small = ask(MEBIBYTE);
    await jest.advanceTimersByTimeAsync(999);
    expect([large.refused, small.given]).toEqual([null, false]);
    await jest.advanceTimersByTimeAsync(1);
    expect(large.refused).toBeInstanceOf(Overloaded);
    expect([first.given, small.given]).toEqual([true, true]);
  });

  it('gives memory back when a read fails', async () => {
    const failure = new Error('gone');
    await expect(budget.read(BUDGET_BYTES, () => Promise.reject(failure))).rejects.toBe(failure);
    await expect(budget.read(BUDGET_BYTES, () => Promise.resolve('read'))).resolves.toBe('read');
  });

  it('counts a response until it is sent or its client is gone', async () => {
    const response = new FakeResponse();
    budget.holdUntilSent(asResponse(response), BUDGET_BYTES);
    const next = ask(1);
    await settle();
    expect(next.given).toBe(false);
    response.emit('close');
    await settle();
    expect(next.given).toBe(true);
  });

  it('disconnects a client that takes nothing, which gives the memory back', async () => {
    const response = new FakeResponse();
    budget.holdUntilSent(asResponse(response), BUDGET_BYTES);
    response.onStalled?.();
    expect(response.destroyed).toBe(true);
    const next = ask(1);
    await settle();
    expect(next.given).toBe(true);
  });

  it('does not count what is small, or was closed before', async () => {
    const closed = new FakeResponse();
    closed.destroyed = true;
    budget.holdUntilSent(asResponse(closed), BUDGET_BYTES);
    budget.holdUntilSent(asResponse(new FakeResponse()), MEBIBYTE);
    await budget.acquireUntilSent(asResponse(closed), BUDGET_BYTES);
    const next = ask(BUDGET_BYTES);
    await settle();
    expect(next.given).toBe(true);
  });

  it('watches a stream without counting it', async () => {
    const response = new FakeResponse();
    budget.holdUntilSent(asResponse(response), null);
    expect(response.onStalled).not.toBeNull();
    const next = ask(BUDGET_BYTES);
    await settle();
    expect(next.given).toBe(true);
  });
});

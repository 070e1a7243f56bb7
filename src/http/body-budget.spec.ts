import { BodyBudget, LARGE } from './body-budget';

const MB = 1024 * 1024;
/** Bytes of a body that is estimated at 3 MB. */
const BYTES = MB;

describe('the budget of bodies', () => {
  const limits = { total: 20 * MB, perSender: 9 * MB, keptForSmall: 4 * MB };

  it('lets as many in as it holds, and keeps some for small ones', () => {
    const budget = new BodyBudget(limits);
    const admitted = ['a', 'b', 'c', 'd', 'e', 'f'].map((sender) => budget.open(sender).growTo(BYTES, 0));
    expect(admitted).toEqual([true, true, true, true, true, false]);
    expect(budget.inUse).toBe(15 * MB);
    expect(budget.open('g').growTo(LARGE / 3, 0)).toBe(true);
  });

  it('gives one sender its share, small bodies beside it', () => {
    const budget = new BodyBudget(limits);
    const admitted = [1, 2, 3, 4].map(() => budget.open('a').growTo(BYTES, 0));
    expect(admitted).toEqual([true, true, true, false]);
    expect(budget.open('a').growTo(1000, 0)).toBe(true);
    expect(budget.open('b').growTo(BYTES, 0)).toBe(true);
  });

  it('counts parts for the whole, and not for the share', () => {
    const budget = new BodyBudget(limits);
    const bodies = [1, 2, 3].map(() => budget.open('a'));
    expect(bodies.map((body) => body.growTo(BYTES, 0))).toEqual([true, true, true]);
    const parts = (4 * MB) / 64;
    expect(bodies.map((body) => body.growTo(BYTES, parts))).toEqual([true, false, false]);
    expect(budget.inUse).toBe(13 * MB);
  });

  it('takes only what is missing, and has everything back in the end', () => {
    const budget = new BodyBudget(limits);
    const [first, second] = [budget.open('a'), budget.open('a')];
    for (const bytes of [1, 1000, 1000, 500]) first.growTo(bytes, 3);
    expect(budget.inUse).toBe(3000 + 3 * 64);
    second.growTo(BYTES, 10);
    expect([first.isLarge, second.isLarge]).toEqual([false, true]);
    for (const body of [first, second, first]) body.release();
    expect(budget.inUse).toBe(0);
    expect([1, 2, 3].map(() => budget.open('a').growTo(BYTES, 0))).toEqual([true, true, true]);
  });
});

import { ClaimKeeper } from './claim-keeper';

describe('ClaimKeeper', () => {
  const keeper = new ClaimKeeper({ renew: async () => undefined }, 30);
  afterAll(() => keeper.stop());

  it('counts a claim from before it was asked for, whenever the answer came', () => {
    const now = performance.now();
    keeper.hold(['fresh'], now);
    keeper.hold(['answered too late'], now - 25_000);
    expect(keeper.isFresh('fresh')).toBe(true);
    expect(keeper.isFresh('answered too late')).toBe(false);
  });

  it('vouches for nothing that it does not hold', () => {
    keeper.hold(['done'], performance.now());
    keeper.drop('done');
    expect(keeper.isFresh('done')).toBe(false);
    expect(keeper.isFresh('unknown')).toBe(false);
  });
});

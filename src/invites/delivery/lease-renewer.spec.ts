import { LeaseRenewer } from './lease-renewer';

describe('ClaimKeeper', () => {
  const keeper = new LeaseRenewer({ renew: async () => undefined }, 30);
  afterAll(() => keeper.stop());

  it('counts a claim from before it was asked for, whenever the answer came', () => {
    const now = performance.now();
    keeper.track(['fresh'], now);
    keeper.track(['answered too late'], now - 25_000);
    expect(keeper.isValid('fresh')).toBe(true);
    expect(keeper.isValid('answered too late')).toBe(false);
  });

  it('vouches for nothing that it does not hold', () => {
    keeper.track(['done'], performance.now());
    keeper.untrack('done');
    expect(keeper.isValid('done')).toBe(false);
    expect(keeper.isValid('unknown')).toBe(false);
  });
});

import { LeaseRenewer } from './lease-renewer';

describe('LeaseRenewer', () => {
  const leases = new LeaseRenewer({ renew: async () => undefined }, 30);
  afterAll(() => leases.stop());

  it('measures a claim from the time before it was requested', () => {
    const now = performance.now();
    leases.track(['fresh'], now);
    leases.track(['answered too late'], now - 25_000);
    expect(leases.isValid('fresh')).toBe(true);
    expect(leases.isValid('answered too late')).toBe(false);
  });

  it('has no valid lease for a delivery that it does not track', () => {
    leases.track(['done'], performance.now());
    leases.untrack('done');
    expect(leases.isValid('done')).toBe(false);
    expect(leases.isValid('unknown')).toBe(false);
  });

  describe('when a third of the claim has passed', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('renews valid claims, and keeps them valid', async () => {
      const renew = jest.fn(async () => undefined);
      const renewer = new LeaseRenewer({ renew }, 30);
      renewer.track(['a'], performance.now());
      renewer.track(['expired'], performance.now() - 25_000);
      for (let n = 0; n < 6; n++) await jest.advanceTimersByTimeAsync(10_000);
      expect(renew.mock.calls).toEqual(Array.from({ length: 6 }, () => [['a'], 30]));
      expect([renewer.isValid('a'), renewer.isValid('expired')]).toEqual([true, false]);
      renewer.stop();
    });

    it('treats claims as lost that cannot be renewed', async () => {
      const renewer = new LeaseRenewer({ renew: () => Promise.reject(new Error('database away')) }, 30);
      renewer.track(['a'], performance.now());
      await jest.advanceTimersByTimeAsync(20_000);
      expect(renewer.isValid('a')).toBe(true);
      await jest.advanceTimersByTimeAsync(5000);
      expect(renewer.isValid('a')).toBe(false);
      renewer.stop();
    });
  });
});

import type { ClaimsRepository } from './claims.repository';

/** Renews the claims of this process while it works on them, and knows when one may have been lost. */
export class LeaseRenewer {
  private readonly renewedAt = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly deliveries: Pick<ClaimsRepository, 'renew'>,
    private readonly claimSeconds: number,
  ) {
    this.timer = setInterval(() => void this.renew(), (claimSeconds * 1000) / 3).unref();
  }

  /**
   * Starts looking after deliveries.
   * @param claimedAt before the claim was asked for, by `performance.now()`: its answer may have come much later
   */
  track(ids: string[], claimedAt: number): void {
    for (const id of ids) this.renewedAt.set(id, claimedAt);
  }

  /** Whether the claim is certain to last a while; if not, another process may be mailing the same person. */
  isValid(id: string): boolean {
    const renewedAt = this.renewedAt.get(id);
    return renewedAt !== undefined && performance.now() - renewedAt < this.claimSeconds * 800;
  }

  /** Stops looking after a delivery. */
  untrack(id: string): void {
    this.renewedAt.delete(id);
  }

  /** Stops altogether. */
  stop(): void {
    clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    const now = performance.now();
    const ids = [...this.renewedAt.keys()].filter((id) => this.isValid(id));
    if (ids.length === 0) return;
    try {
      await this.deliveries.renew(ids, this.claimSeconds);
      for (const id of ids) if (this.renewedAt.has(id)) this.renewedAt.set(id, now);
    } catch {
      // The claims grow stale, and isValid says so in time.
    }
  }
}

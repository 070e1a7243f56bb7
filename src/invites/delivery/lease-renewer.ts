import type { ClaimsRepository } from './claims.repository';

/** A claim that was not renewed for this part of its time no longer counts as valid, which leaves time to send. */
const VALID_PART = 0.8;

/**
 * Renews the claims of this process in the table while it works on them. Between renewals it only knows from its own
 * clock whether a claim still holds; this is the lease.
 */
export class LeaseRenewer {
  private readonly renewedAt = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly claims: Pick<ClaimsRepository, 'renew'>,
    private readonly claimSeconds: number,
  ) {
    this.timer = setInterval(() => void this.renew(), (claimSeconds * 1000) / 3).unref();
  }

  /**
   * Starts to renew the claims on these deliveries.
   * @param claimedAt `performance.now()` before the claim was requested, because the response can arrive much later
   */
  track(ids: string[], claimedAt: number): void {
    for (const id of ids) this.renewedAt.set(id, claimedAt);
  }

  /** Whether the claim certainly holds for a while. If not, another process may be mailing the same person. */
  isValid(id: string): boolean {
    const renewedAt = this.renewedAt.get(id);
    return renewedAt !== undefined && performance.now() - renewedAt < this.claimSeconds * 1000 * VALID_PART;
  }

  /** Stops renewing the claim on a delivery. */
  untrack(id: string): void {
    this.renewedAt.delete(id);
  }

  /** Stops renewing all claims. */
  stop(): void {
    clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    const now = performance.now();
    const ids = [...this.renewedAt.keys()].filter((id) => this.isValid(id));
    if (ids.length === 0) return;
    try {
      await this.claims.renew(ids, this.claimSeconds);
      for (const id of ids) if (this.renewedAt.has(id)) this.renewedAt.set(id, now);
    } catch {
      // Claims that were not renewed become invalid, so their mails are not sent.
    }
  }
}

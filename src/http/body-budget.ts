/** How much memory bodies may take together, in bytes. */
export interface BudgetLimits {
  total: number;
  /** The bytes of one sender's large bodies take at most this, so that others get in beside them. */
  perSender: number;
  /** Kept free by large bodies, so that they do not shut small ones out. One sender gets half of it. */
  keptForSmall: number;
}

/** Bodies that are estimated to take more memory than this are large. */
export const LARGE = 512 * 1024;

/** Bounds the memory that the bodies in flight of a process take. */
export class BodyBudget {
  private used = 0;
  private readonly usedBy = new Map<string, number>();

  constructor(private readonly limits: BudgetLimits) {}

  /** Bytes that are taken right now. */
  get inUse(): number {
    return this.used;
  }

  /** @param sender a key or an address */
  open(sender: string): BodyReservation {
    return new BodyReservation(this, sender);
  }

  /**
   * Takes memory for the bytes of a body.
   * @returns whether there was enough left; if not, nothing is taken
   */
  takeForBytes(sender: string, bytes: number, isLarge: boolean): boolean {
    const { perSender, keptForSmall } = this.limits;
    const ofSender = (this.usedBy.get(sender) ?? 0) + bytes;
    if (ofSender > (isLarge ? perSender : perSender + keptForSmall / 2)) return false;
    if (!this.takeForParts(bytes, isLarge)) return false;
    this.usedBy.set(sender, ofSender);
    return true;
  }

  /**
   * Takes memory for the parts of a body. They do not count for the sender's share: bodies that got in together would
   * otherwise all be refused halfway, again and again.
   */
  takeForParts(bytes: number, isLarge: boolean): boolean {
    const { total, keptForSmall } = this.limits;
    if (this.used + bytes > (isLarge ? total - keptForSmall : total)) return false;
    this.used += bytes;
    return true;
  }

  /** Gives back what was taken. */
  giveBack(sender: string, forBytes: number, forParts: number): void {
    this.used -= forBytes + forParts;
    const left = (this.usedBy.get(sender) ?? 0) - forBytes;
    if (left > 0) this.usedBy.set(sender, left);
    else this.usedBy.delete(sender);
  }
}

/** Estimated memory of a body: received, decoded and parsed. */
const MEMORY_PER_BYTE = 3;
/** And of each of its parts: a small object or list, or a text with its place in one. */
const MEMORY_PER_PART = 64;

/** One body's part of a budget. */
export class BodyReservation {
  private forBytes = 0;
  private forParts = 0;

  constructor(
    private readonly budget: BodyBudget,
    private readonly sender: string,
  ) {}

  get isLarge(): boolean {
    return this.forBytes + this.forParts > LARGE;
  }

  /** Takes what is missing for a body of this size. @returns whether there was enough left */
  growTo(bytes: number, parts: number): boolean {
    const moreBytes = bytes * MEMORY_PER_BYTE - this.forBytes;
    const moreParts = parts * MEMORY_PER_PART - this.forParts;
    const isLarge = this.forBytes + this.forParts + Math.max(moreBytes, 0) + moreParts > LARGE;
    if (moreBytes > 0) {
      if (!this.budget.takeForBytes(this.sender, moreBytes, isLarge)) return false;
      this.forBytes += moreBytes;
    }
    if (moreParts > 0) {
      if (!this.budget.takeForParts(moreParts, isLarge)) return false;
      this.forParts += moreParts;
    }
    return true;
  }

  /** Gives everything back. May be called more than once. */
  release(): void {
    if (this.forBytes > 0) this.budget.giveBack(this.sender, this.forBytes, this.forParts);
    this.forBytes = 0;
    this.forParts = 0;
  }
}

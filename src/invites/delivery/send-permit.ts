import type { LimitFunction } from 'p-limit';

/** A check that is older is made again when it is the mail's turn. */
const CHECK_VALID_MS = 20;

/** The right of one mail to be sent, held from before its text goes out until its outcome is recorded. */
export class SendPermit {
  private acquiring: Promise<void> | null = null;
  private acquired = false;
  private released = false;
  private checkedAt = 0;
  private freeSlot: () => void = () => undefined;

  /**
   * @param slots shared by all mails; limits how many permits are held at once
   * @param canSend whether this process can send the mail now; asked last, when a slot is free
   * @param isWanted whether the mail may go out, which takes a while to find out. Asked right before, and not while a
   *   slot is held unless the wait for it was long, because other mails wait for slots
   */
  constructor(
    private readonly slots: LimitFunction,
    private readonly canSend: () => boolean,
    private readonly isWanted: () => Promise<boolean>,
  ) {}

  /** Whether the permit was requested but not granted, so that no text of the mail has gone out. */
  get wasDenied(): boolean {
    return this.acquiring !== null && !this.acquired;
  }

  /** Whether the text may have gone out. */
  get wasGranted(): boolean {
    return this.acquired;
  }

  /** Resolves when the text may go out. Further calls return the same promise. @throws Error the permit is denied */
  acquire(): Promise<void> {
    this.acquiring ??= this.checkAndTakeSlot();
    return this.acquiring;
  }

  /** Frees the slot. A permit that was not granted yet is denied. */
  release(): void {
    this.released = true;
    this.freeSlot();
  }

  private async checkAndTakeSlot(): Promise<void> {
    await this.check();
    await new Promise<void>((granted, denied) => {
      void this.slots(async () => {
        try {
          if (performance.now() - this.checkedAt > CHECK_VALID_MS) await this.check();
          if (this.released || !this.canSend()) throw new Error('send permit denied');
        } catch (error) {
          denied(error instanceof Error ? error : new Error('send permit denied'));
          return;
        }
        this.acquired = true;
        const free = new Promise<void>((done) => (this.freeSlot = done));
        granted();
        await free;
      });
    });
  }

  /** @throws Error the mail may not be sent */
  private async check(): Promise<void> {
    const startedAt = performance.now();
    if (this.released || !this.canSend() || !(await this.isWanted())) throw new Error('send permit denied');
    this.checkedAt = startedAt;
  }
}

import type { LimitFunction } from 'p-limit';

/** The right of one mail to be sent, held from before its text goes out until its outcome is recorded. */
export class SendPermit {
  private acquiring: Promise<void> | null = null;
  private acquired = false;
  private released = false;
  private freeSlot: () => void = () => undefined;

  /**
   * @param slots shared by all mails; limits how many permits are held at once
   * @param maySend checked when a slot is free
   */
  constructor(
    private readonly slots: LimitFunction,
    private readonly maySend: () => boolean,
  ) {}

  /** Whether the permit was requested but not granted, so that no text of the mail has gone out. */
  get wasDenied(): boolean {
    return this.acquiring !== null && !this.acquired;
  }

  /** Resolves when the text may go out. Further calls return the same promise. @throws Error the permit is denied */
  acquire(): Promise<void> {
    this.acquiring ??= new Promise((granted, denied) => {
      void this.slots(
        () =>
          new Promise<void>((free) => {
            if (this.released || !this.maySend()) {
              denied(new Error('send permit denied'));
              return free();
            }
            this.acquired = true;
            this.freeSlot = free;
            granted();
          }),
      );
    });
    return this.acquiring;
  }

  /** Frees the slot. A permit that was not granted yet is denied. */
  release(): void {
    this.released = true;
    this.freeSlot();
  }
}

import type { LimitFunction } from 'p-limit';

/** A mail on its way through a limited number of places: from when its text goes out until its outcome is recorded. */
export class SendPermit {
  private acquiring: Promise<void> | null = null;
  private acquired = false;
  private released = false;
  private freeSlot: () => void = () => undefined;

  /**
   * @param slots shared by all mails
   * @param maySend asked when it is the mail's turn
   */
  constructor(
    private readonly slots: LimitFunction,
    private readonly maySend: () => boolean,
  ) {}

  /** Whether the mail asked for a place and got none, so that nothing of its text has gone out. */
  get wasDenied(): boolean {
    return this.acquiring !== null && !this.acquired;
  }

  /** Resolves when the text may go out. Asking again asks for the same place. @throws Error it may not any more */
  acquire(): Promise<void> {
    this.acquiring ??= new Promise((entered, refused) => {
      void this.slots(
        () =>
          new Promise<void>((free) => {
            if (this.released || !this.maySend()) {
              refused(new Error('held back'));
              return free();
            }
            this.acquired = true;
            this.freeSlot = free;
            entered();
          }),
      );
    });
    return this.acquiring;
  }

  /** Frees the place, or gives up waiting for one. */
  release(): void {
    this.released = true;
    this.freeSlot();
  }
}

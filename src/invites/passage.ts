import type { LimitFunction } from 'p-limit';

/** A mail on its way through a limited number of places: from when its text goes out until its outcome is recorded. */
export class Passage {
  private entering: Promise<void> | null = null;
  private inside = false;
  private over = false;
  private free: () => void = () => undefined;

  /**
   * @param places shared by all mails
   * @param isOpen asked when it is the mail's turn
   */
  constructor(
    private readonly places: LimitFunction,
    private readonly isOpen: () => boolean,
  ) {}

  /** Whether the mail asked for a place and got none, so that nothing of its text has gone out. */
  get wasRefused(): boolean {
    return this.entering !== null && !this.inside;
  }

  /** Resolves when the text may go out. Asking again asks for the same place. @throws Error it may not any more */
  enter(): Promise<void> {
    this.entering ??= new Promise((entered, refused) => {
      void this.places(
        () =>
          new Promise<void>((free) => {
            if (this.over || !this.isOpen()) {
              refused(new Error('held back'));
              return free();
            }
            this.inside = true;
            this.free = free;
            entered();
          }),
      );
    });
    return this.entering;
  }

  /** Frees the place, or gives up waiting for one. */
  leave(): void {
    this.over = true;
    this.free();
  }
}

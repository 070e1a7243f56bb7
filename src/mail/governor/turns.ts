/** The right to send one mail. */
export interface MailTurn {
  /** Whether the mail may still go out: the process has not lost its right meanwhile. */
  isValid(): boolean;
  /**
   * Ends the turn; further calls do nothing.
   * @param sent whether the text of the mail has gone out, or may have
   */
  end(sent: boolean): void;
}

/** The mails that the process is allowed to send. */
export interface MailRight {
  /** How many turns there may be now. */
  capacity(): number;
  /** Changes whenever the right was lost in between; turns of an earlier term are worth nothing. */
  term(): number;
  /** Takes one mail off the limits of hour and day; false when none is left. */
  spend(): boolean;
}

interface Waiter {
  grant: (turn: MailTurn) => void;
  deny: () => void;
}

/** A mail counts for this long after its reply; a little more than a second, since timers can be early. */
const COUNTS_FOR_MS = 1010;

/**
 * Turns of this process, first come, first served. A turn whose mail was sent stays taken until one second after the
 * mail server's reply. Of any mails that the server gets within one second, each was begun before and is taken until
 * after the last of them was begun, so there are never more of them than turns.
 */
export class Turns {
  private readonly waiting: Waiter[] = [];
  /** Turns that were given and have not ended. */
  private open = 0;
  /** When ended turns become free, oldest first. */
  private readonly freeAt: number[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly right: MailRight) {}

  /** Turns that are taken. */
  get held(): number {
    const now = performance.now();
    while (this.freeAt.length > 0 && (this.freeAt[0] ?? 0) <= now) this.freeAt.shift();
    return this.open + this.freeAt.length;
  }

  /** Whether mails are on their way. */
  get areOpen(): boolean {
    return this.open > 0;
  }

  /** Callers without a turn. */
  get waiters(): number {
    return this.waiting.length;
  }

  /** Resolves with a turn, or with null when {@link denyAll} is called or the signal aborts. */
  take(signal?: AbortSignal): Promise<MailTurn | null> {
    if (this.waiting.length === 0 && this.held < this.right.capacity() && this.right.spend()) {
      return Promise.resolve(this.begin());
    }
    return new Promise((resolve) => {
      const waiter: Waiter = { grant: resolve, deny: () => resolve(null) };
      this.waiting.push(waiter);
      signal?.addEventListener('abort', () => {
        const position = this.waiting.indexOf(waiter);
        if (position !== -1) this.waiting.splice(position, 1);
        waiter.deny();
      });
      this.grantMore();
    });
  }

  /** Gives turns to those who wait, as many as there are. */
  grantMore(): void {
    while (this.waiting.length > 0 && this.held < this.right.capacity() && this.right.spend()) {
      this.waiting.shift()?.grant(this.begin());
    }
    const next = this.freeAt[0];
    if (this.waiting.length === 0 || next === undefined || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.grantMore();
    }, next - performance.now());
  }

  /** Sends everybody away who waits. */
  denyAll(): void {
    for (const { deny } of this.waiting.splice(0)) deny();
  }

  private begin(): MailTurn {
    this.open += 1;
    const term = this.right.term();
    let ended = false;
    return {
      isValid: () => this.right.capacity() > 0 && this.right.term() === term,
      end: (sent) => {
        if (ended) return;
        ended = true;
        this.open -= 1;
        if (sent) this.freeAt.push(performance.now() + COUNTS_FOR_MS);
        this.grantMore();
      },
    };
  }
}

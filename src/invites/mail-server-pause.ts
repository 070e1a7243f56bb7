/** One mail on which the connection breaks proves nothing; so many in a row, without one success, do. */
const FAILURES_TO_PAUSE = 5;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** Holds this process back while the mail server is in trouble, so that nobody's tries are wasted on it. */
export class MailServerPause {
  private failures = 0;
  private length = 0;
  private endsAt = 0;

  /** Seconds until the next try makes sense; 0 when there is no pause. */
  get secondsLeft(): number {
    return Math.max(0, Math.ceil((this.endsAt - Date.now()) / 1000));
  }

  /** The server could not be reached. Each pause is twice as long as the one before. */
  noteUnreachable(): void {
    this.failures += 1;
    // After a pause a single failure shows that the trouble goes on.
    const enough = this.length > 0 ? 1 : FAILURES_TO_PAUSE;
    if (this.secondsLeft > 0 || this.failures < enough) return;
    this.failures = 0;
    this.length = Math.min(Math.max(this.length * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
    this.endsAt = Date.now() + this.length;
  }

  /** The server answered. */
  noteReachable(): void {
    this.failures = 0;
    this.length = 0;
    this.endsAt = 0;
  }
}

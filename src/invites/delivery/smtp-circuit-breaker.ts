import { Logger } from '@nestjs/common';

/** One mail on which the connection breaks proves nothing; so many in a row, without one success, do. */
const FAILURES_TO_PAUSE = 5;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** Holds this process back while the mail server is in trouble, so that nobody's tries are wasted on it. */
export class SmtpCircuitBreaker {
  private readonly logger = new Logger(SmtpCircuitBreaker.name);
  private failures = 0;
  private length = 0;
  private endsAt = 0;

  /** Seconds until the next try makes sense; 0 when there is no pause. */
  get secondsLeft(): number {
    return Math.max(0, Math.ceil((this.endsAt - Date.now()) / 1000));
  }

  /**
   * The server could not be reached. Each pause is twice as long as the one before; the log has the first only.
   * @param code what went wrong, as the ledger shows it
   */
  recordFailure(code: string): void {
    this.failures += 1;
    // After a pause a single failure shows that the trouble goes on.
    const enough = this.length > 0 ? 1 : FAILURES_TO_PAUSE;
    if (this.secondsLeft > 0 || this.failures < enough) return;
    this.failures = 0;
    if (this.length === 0)
      this.logger.warn({ msg: 'the mail server is in trouble; mails wait in the database', code });
    this.length = Math.min(Math.max(this.length * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
    this.endsAt = Date.now() + this.length;
  }

  /** The server answered. */
  recordSuccess(): void {
    if (this.length > 0) this.logger.log({ msg: 'the mail server answers again' });
    this.failures = 0;
    this.length = 0;
    this.endsAt = 0;
  }
}

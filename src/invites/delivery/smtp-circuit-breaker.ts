import { Logger } from '@nestjs/common';

/** A single mail can break its connection by itself, so only this many failures in a row open the circuit. */
const FAILURES_TO_OPEN = 5;
const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 30_000;

/** Pauses sending while the mail server is unreachable, so that no attempts are wasted on it. */
export class SmtpCircuitBreaker {
  private readonly logger = new Logger(SmtpCircuitBreaker.name);
  private failures = 0;
  /** Length of the latest pause; 0 while the server works. */
  private pauseMs = 0;
  private pausedUntil = 0;

  /** Seconds until the next attempt makes sense; 0 when there is no pause. */
  get secondsLeft(): number {
    return Math.max(0, Math.ceil((this.pausedUntil - Date.now()) / 1000));
  }

  /**
   * Records that the server was unreachable. Each pause is twice as long as the one before; only the first is logged.
   * @param code failure code, as the list of deliveries shows it
   */
  recordFailure(code: string): void {
    this.failures += 1;
    // After a pause a single failure shows that the server is still unreachable.
    const needed = this.pauseMs > 0 ? 1 : FAILURES_TO_OPEN;
    if (this.secondsLeft > 0 || this.failures < needed) return;
    this.failures = 0;
    if (this.pauseMs === 0)
      this.logger.warn({ msg: 'the mail server is in trouble; mails wait in the database', code });
    this.pauseMs = Math.min(Math.max(this.pauseMs * 2, FIRST_PAUSE_MS), MAX_PAUSE_MS);
    this.pausedUntil = Date.now() + this.pauseMs;
  }

  /** Records that the server replied, whether it accepted the mail or not. Ends a pause. */
  recordSuccess(): void {
    if (this.pauseMs > 0) this.logger.log({ msg: 'the mail server answers again' });
    this.failures = 0;
    this.pauseMs = 0;
    this.pausedUntil = 0;
  }
}

import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Settings } from '../../config/settings';
import { TransactionRunner } from '../../database/transaction-runner';
import { toLogFields } from '../../errors/to-log-fields';
import { type Credits, type MailLimits, MailRateRepository } from './mail-rate.repository';
import { type MailTurn, Turns } from './turns';

/** Seconds that a share lasts unless it is renewed. The share of a killed process is free after this time. */
const SHARE_SECONDS = 10;

/** A share that was not renewed for this part of its time no longer counts, which leaves time for the last mails. */
const VALID_PART = 0.8;

const RENEW_MS = 1000;

/** A process that has sent nothing for this long gives its share back. */
const IDLE_MS = 3000;

/**
 * Mails that are reserved at once for the limits of hour and day, as far as somebody waits to send them. A process that
 * has used them up within a second reserves twice as many the next time, up to a hundredth of the limit.
 */
const CREDITS_AT_ONCE = 50;
const MAX_CREDITS_AT_ONCE = 1000;
const CREDITS_VALID_MS = 55_000;

/** A share gives back what it has sent just now only after this time. */
const LAST_MAILS_SECONDS = 1.1;

/** A caller that waits without any progress is sent away after this time, so that the claims of a worker do not wait for it. */
const PATIENCE_MS = 10_000;

/** The longest pause before the limits are asked again. */
const MAX_PAUSE_SECONDS = 300;

const UNLIMITED: MailTurn = { isValid: () => true, end: () => undefined };

/**
 * Keeps all processes together within MAIL_RATE_PER_SECOND, _PER_HOUR and _PER_DAY. PostgreSQL has the truth: each
 * process takes a share of the rate, and reserves mails of hour and day, about once a second while it has mails to send;
 * a single mail costs no statement (docs/adr/2026-11-26-the-mail-rate-is-kept-in-postgresql.md).
 */
@Injectable()
export class MailGovernor implements BeforeApplicationShutdown {
  private readonly logger = new Logger(MailGovernor.name);
  private readonly processId = randomUUID();
  private readonly limits: MailLimits;
  private readonly isLimited: boolean;
  private readonly turns: Turns;
  /** Turns that may be taken at once. */
  private allowed = 0;
  /** While the share is renewed: no more turns are given than the statement knows of. */
  private ceiling = Infinity;
  /** By `performance.now()`, from before the statement was sent. */
  private shareValidUntil = 0;
  private term = 0;
  private credits: Omit<Credits, 'secondsLeft'> = { number: 0, minute: new Date(0) };
  private creditsValidUntil = 0;
  private reservedAt = 0;
  private creditsAtOnce = CREDITS_AT_ONCE;
  private blockedUntil = 0;
  private lastUsed = 0;
  private lastProgress = 0;
  private timer: NodeJS.Timeout | undefined;
  private renewing: Promise<void> | null = null;
  private stopped = false;
  private failedBefore = false;

  constructor(
    settings: Settings,
    private readonly transactions: TransactionRunner,
    private readonly rates: MailRateRepository,
  ) {
    const { mailRatePerSecond, mailRatePerHour, mailRatePerDay } = settings;
    this.limits = { perSecond: mailRatePerSecond, perHour: mailRatePerHour, perDay: mailRatePerDay };
    this.isLimited = mailRatePerSecond + mailRatePerHour + mailRatePerDay > 0;
    this.turns = new Turns({
      capacity: () => this.capacity,
      term: () => this.term,
      spend: () => this.spend(),
    });
  }

  /** Seconds until a mail may be sent again; 0 unless a limit of hour or day is reached. */
  get secondsLeft(): number {
    if (this.blockedUntil === 0) return 0;
    return Math.max(0, Math.ceil((this.blockedUntil - performance.now()) / 1000));
  }

  /** This process's part of the rate per second; 0 without one. */
  get currentShare(): number {
    return this.limits.perSecond === 0 ? 0 : this.capacity;
  }

  /**
   * Waits for the turn of one mail, first come, first served.
   * @param signal ends the wait
   * @returns null when no mail may be sent now: a limit is reached ({@link secondsLeft} says how long), other processes
   *   have the whole rate, or the process stops
   */
  acquire(signal?: AbortSignal): Promise<MailTurn | null> {
    if (!this.isLimited) return Promise.resolve(UNLIMITED);
    if (this.stopped || signal?.aborted || this.secondsLeft > 0) return Promise.resolve(null);
    const now = performance.now();
    this.lastUsed = now;
    if (this.turns.waiters === 0) this.lastProgress = now;
    const turn = this.turns.take(signal);
    if (this.turns.waiters > 0 && this.needsRenewal(now)) void this.renew();
    this.timer ??= setInterval(() => void this.tick(), RENEW_MS).unref();
    return turn;
  }

  /** Sends everybody away who waits, and gives no more turns: the process ends. */
  stop(): void {
    this.stopped = true;
    this.turns.denyAll();
  }

  /** Gives back what is left, so that other processes need not wait until it expires. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop();
    clearInterval(this.timer);
    // The end of one renewal can be the beginning of the next.
    while (this.renewing) await this.renewing;
    await this.exclusively(() => this.giveBack());
  }

  private get capacity(): number {
    if (this.limits.perSecond === 0) return Infinity;
    return performance.now() < this.shareValidUntil ? Math.min(this.allowed, this.ceiling) : 0;
  }

  private get countsMails(): boolean {
    return this.limits.perHour + this.limits.perDay > 0;
  }

  private spend(): boolean {
    if (!this.countsMails) return true;
    if (this.credits.number === 0 || performance.now() >= this.creditsValidUntil) return false;
    this.credits.number -= 1;
    return true;
  }

  private needsRenewal(now: number): boolean {
    return (
      this.capacity === 0 ||
      (this.countsMails && (this.credits.number === 0 || now >= this.creditsValidUntil))
    );
  }

  private async tick(): Promise<void> {
    const now = performance.now();
    const isIdle = this.turns.waiters === 0 && this.turns.held === 0 && now - this.lastUsed > IDLE_MS;
    if (!isIdle) return this.renew();
    clearInterval(this.timer);
    this.timer = undefined;
    await this.exclusively(() => this.giveBack());
  }

  private renew(): Promise<void> {
    return this.exclusively(() => this.renewNow());
  }

  /** A share is renewed or given back, one at a time: a late statement must not end a share that was renewed since. */
  private exclusively(change: () => Promise<void>): Promise<void> {
    this.renewing ??= change().finally(() => (this.renewing = null));
    return this.renewing;
  }

  private async renewNow(): Promise<void> {
    const before = this.turns.waiters;
    const isRenewed = await this.triesToTake();
    const { held, waiters } = this.turns;
    this.turns.grantMore();
    const now = performance.now();
    if (this.turns.waiters < before || held > 0 || waiters === 0) this.lastProgress = now;
    if (this.secondsLeft > 0 || now - this.lastProgress > PATIENCE_MS) this.turns.denyAll();
    // Credits of one round can be used up long before the next second.
    else if (isRenewed && this.turns.waiters > 0 && this.countsMails && this.credits.number === 0)
      setImmediate(() => void this.renew());
  }

  /** @returns false when the database did not answer; the next second brings the next attempt */
  private async triesToTake(): Promise<boolean> {
    try {
      await this.takeShareAndCredits();
      this.failedBefore = false;
      return true;
    } catch (error) {
      // The statement may have been carried out all the same, and then others have what is above the ceiling.
      this.allowed = Math.min(this.allowed, this.ceiling);
      // A database that is away is logged once, not each second.
      const fields = { msg: 'the share of the mail rate was not renewed', ...toLogFields(error) };
      if (!this.failedBefore) this.logger.warn(fields);
      this.failedBefore = true;
      return false;
    } finally {
      this.ceiling = Infinity;
    }
  }

  private async takeShareAndCredits(): Promise<void> {
    const { processId, limits } = this;
    const askedAt = performance.now();
    const hasCredits = this.credits.number > 0 && askedAt < this.creditsValidUntil;
    const needsCredits = this.countsMails && !hasCredits && this.turns.waiters > 0;
    if (limits.perSecond === 0 && !needsCredits) return;
    // The room keeps a quick sender going meanwhile.
    const keep = this.turns.held + Math.floor(this.allowed / 10);
    this.ceiling = keep;
    const wanted = needsCredits ? this.creditsWanted(askedAt) : 0;
    const expired = needsCredits ? this.takeCredits() : null;
    const given = await this.transactions.run(async (tx) => {
      await this.rates.lock(tx);
      const share =
        limits.perSecond === 0
          ? 0
          : await this.rates.renewShare(tx, {
              processId,
              rate: limits.perSecond,
              keep,
              seconds: SHARE_SECONDS,
            });
      if (expired) await this.rates.giveBack(expired, tx);
      return { share, credits: needsCredits ? await this.rates.reserve(tx, wanted, limits) : null };
    });
    // A share that had ended may have been given to others, so turns from before are worth nothing.
    if (limits.perSecond > 0 && performance.now() >= this.shareValidUntil) this.term += 1;
    this.allowed = given.share;
    this.shareValidUntil = askedAt + SHARE_SECONDS * 1000 * VALID_PART;
    if (!given.credits) return;
    this.credits = given.credits;
    this.creditsValidUntil = askedAt + CREDITS_VALID_MS;
    const pause = Math.min(given.credits.secondsLeft, MAX_PAUSE_SECONDS);
    this.blockedUntil = given.credits.number === 0 ? performance.now() + Math.max(1, pause) * 1000 : 0;
  }

  private creditsWanted(now: number): number {
    const isQuick = now - this.reservedAt < RENEW_MS;
    const { perHour, perDay } = this.limits;
    const lowest = Math.min(...[perHour, perDay].filter((limit) => limit > 0));
    const most = Math.max(CREDITS_AT_ONCE, Math.min(MAX_CREDITS_AT_ONCE, Math.floor(lowest / 100)));
    this.creditsAtOnce = isQuick ? Math.min(2 * this.creditsAtOnce, most) : CREDITS_AT_ONCE;
    this.reservedAt = now;
    return isQuick ? this.creditsAtOnce : Math.min(this.creditsAtOnce, this.turns.waiters);
  }

  /** The credits that are left, which nobody can use any more; null for none. */
  private takeCredits(): Omit<Credits, 'secondsLeft'> | null {
    const { credits } = this;
    this.credits = { ...credits, number: 0 };
    return credits.number > 0 ? credits : null;
  }

  private async giveBack(): Promise<void> {
    const { allowed } = this;
    const credits = this.takeCredits();
    this.allowed = 0;
    this.shareValidUntil = 0;
    // A mail whose text is on its way may take longer than those that have had their reply.
    const seconds = this.turns.areOpen ? SHARE_SECONDS : LAST_MAILS_SECONDS;
    try {
      if (allowed > 0) await this.rates.endShare(this.processId, seconds);
      if (credits) await this.rates.giveBack(credits);
    } catch (error) {
      // Both end by themselves, only later.
      this.logger.warn({ msg: 'the share of the mail rate was not given back', ...toLogFields(error) });
    }
  }
}

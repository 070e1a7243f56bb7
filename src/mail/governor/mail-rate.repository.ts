import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../../database/transaction-runner';
import { MailCount } from './mail-count.entity';
import { MailRateShare } from './mail-rate-share.entity';

/** Limits of the deployment's mail; 0: none. */
export interface MailLimits {
  perSecond: number;
  perHour: number;
  perDay: number;
}

/** Mails of one minute that a process may send within the minute after it has reserved them. */
export interface Credits {
  number: number;
  /** Where they are counted. */
  minute: Date;
  /** Seconds until more can be reserved; 0 unless a limit is reached. */
  secondsLeft: number;
}

/** Number of the advisory lock that makes the processes take turns; any number that nothing else uses. */
const LOCK = 7_247_236;

/**
 * Credits are used within a minute of a minute that may just have begun, and a slow server takes up to another one for
 * a mail, so a window is longer by three.
 */
const WINDOWS = { hour: '63 minutes', day: '1443 minutes' };

const COUNTED = (window: string) =>
  `coalesce(sum(number) FILTER (WHERE minute > now() - interval '${window}'), 0)::integer`;

/** When the first of the counted minutes leaves the window, as seconds from now. */
const LEAVES = (window: string) =>
  `ceil(extract(epoch FROM min(minute) FILTER (WHERE minute > now() - interval '${window}' AND number > 0)
    + interval '${window}' - now()))::integer`;

/** Keeps shares and counts. Times are by the clock of the database, which all processes share. */
@Injectable()
export class MailRateRepository {
  constructor(
    @InjectRepository(MailCount) private readonly counts: Repository<MailCount>,
    @InjectRepository(MailRateShare) private readonly shares: Repository<MailRateShare>,
  ) {}

  /** Lets one process at a time change shares and counts, until the transaction ends. */
  async lock(tx: Transaction): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
  }

  /**
   * Renews the process's share: its fair part of the rate as far as others have left it free, and no less than what it
   * keeps of its present share. So the shares never add up to more than the rate.
   * @param keep turns that are taken or may be taken while this runs, so that others cannot have them yet
   * @returns how many turns the process may give now; as many as that, and those it keeps, are its share
   */
  async renewShare(
    tx: Transaction,
    { processId, rate, keep, seconds }: { processId: string; rate: number; keep: number; seconds: number },
  ): Promise<number> {
    // SQL, because one statement reads the shares of all and writes its own.
    const [row] = await tx.query<{ allowed: number }[]>(
      `WITH gone AS (DELETE FROM mail_rate_share WHERE expires_at < now()),
       others AS (
         SELECT count(*)::integer AS number, coalesce(sum(share), 0)::integer AS taken
         FROM mail_rate_share WHERE process_id <> $1 AND expires_at >= now()
       ), mine AS (
         SELECT coalesce(sum(share), 0)::integer AS share
         FROM mail_rate_share WHERE process_id = $1 AND expires_at >= now()
       ), next AS (
         SELECT greatest(0, least(ceil($2::numeric / (others.number + 1))::integer, $2 - others.taken)) AS allowed,
                least($3, mine.share) AS kept
         FROM others, mine
       ), written AS (
         INSERT INTO mail_rate_share (process_id, share, expires_at)
         SELECT $1, greatest(allowed, kept), now() + $4 * interval '1 second' FROM next
         ON CONFLICT (process_id) DO UPDATE SET share = excluded.share, expires_at = excluded.expires_at
       )
       SELECT allowed FROM next`,
      [processId, rate, keep, seconds],
    );
    return row?.allowed ?? 0;
  }

  /** Lets the process's share end by itself: what it has just sent counts for this long. */
  async endShare(processId: string, seconds: number): Promise<void> {
    await this.shares.update(
      { processId },
      { expiresAt: () => `least(expires_at, now() + ${seconds} * interval '1 second')` },
    );
  }

  /** Reserves up to `wanted` mails, as many as the limits of hour and day leave. */
  async reserve(tx: Transaction, wanted: number, { perHour, perDay }: MailLimits): Promise<Credits> {
    // SQL, because one statement sums the windows and counts what it gives.
    const [row] = await tx.query<Credits[]>(
      `WITH gone AS (DELETE FROM mail_count WHERE minute <= now() - interval '${WINDOWS.day}'),
       used AS (
         SELECT ${COUNTED(WINDOWS.hour)} AS hour, ${COUNTED(WINDOWS.day)} AS day,
                ${LEAVES(WINDOWS.hour)} AS hour_leaves, ${LEAVES(WINDOWS.day)} AS day_leaves
         FROM mail_count
       ), given AS (
         SELECT greatest(0, least($1, CASE WHEN $2 > 0 THEN $2 - hour ELSE $1 END,
                                      CASE WHEN $3 > 0 THEN $3 - day ELSE $1 END)) AS number,
                greatest(0, CASE WHEN $2 > 0 AND hour >= $2 THEN hour_leaves END,
                            CASE WHEN $3 > 0 AND day >= $3 THEN day_leaves END) AS wait
         FROM used
       ), counted AS (
         INSERT INTO mail_count AS c (minute, number)
         SELECT date_trunc('minute', now()), number FROM given WHERE number > 0
         ON CONFLICT (minute) DO UPDATE SET number = c.number + excluded.number
       )
       SELECT number, date_trunc('minute', now()) AS minute, wait AS "secondsLeft" FROM given`,
      [wanted, perHour, perDay],
    );
    if (!row) throw new Error('The statement returned no row.');
    return row;
  }

  /** Gives back mails that were reserved and not sent. */
  async giveBack(
    { minute, number }: Pick<Credits, 'minute' | 'number'>,
    tx: Transaction = this.counts.manager,
  ): Promise<void> {
    await tx.decrement(MailCount, { minute }, 'number', number);
  }

  /** Mails that count for the limits now. */
  async counted(): Promise<{ hour: number; day: number }> {
    const [row] = await this.counts.query<{ hour: number; day: number }[]>(
      `SELECT ${COUNTED(WINDOWS.hour)} AS hour, ${COUNTED(WINDOWS.day)} AS day FROM mail_count`,
    );
    return row ?? { hour: 0, day: 0 };
  }
}

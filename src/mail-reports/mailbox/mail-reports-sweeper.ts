import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '../../config/settings';
import { Metrics } from '../../metrics/metrics';
import { readDeliveryReport } from '../delivery-report';
import type { MailReport } from '../mail-report';
import { MailReportsRepository } from '../mail-reports.repository';
import { MailReportsService } from '../mail-reports.service';
import { readUnread } from './report-mailbox';

const SWEEP_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Reads the mailbox of reports each minute, and deletes old reports each hour. Runs in every worker; repeats are harmless. */
@Injectable()
export class MailReportsSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(MailReportsSweeper.name);
  private readonly imapUrl: string | null;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private readonly stop = new AbortController();
  private cleanedAt = performance.now();
  /** Null until the mailbox was tried. */
  private isReadable: boolean | null = null;

  constructor(
    settings: Settings,
    private readonly reports: MailReportsService,
    private readonly repository: MailReportsRepository,
    metrics: Metrics,
  ) {
    this.imapUrl = settings.mailReportsImapUrl;
    if (this.imapUrl === null) return;
    metrics.addGauge(
      'parley_mail_report_mailbox_up',
      'Whether the mailbox of delivery reports could be read the last time.',
      'of',
      async (): Promise<Record<string, number>> =>
        this.isReadable === null ? {} : { process: this.isReadable ? 1 : 0 },
    );
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.start(), SWEEP_MS).unref();
    if (this.imapUrl !== null) this.start();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.stop.abort();
    await this.running;
  }

  /** Does once what is to be done. */
  async sweep(): Promise<void> {
    if (this.imapUrl !== null) await this.readMailbox(this.imapUrl);
    if (performance.now() - this.cleanedAt < HOUR_MS) return;
    this.cleanedAt = performance.now();
    await this.repository.deleteOld();
  }

  private async readMailbox(url: string): Promise<void> {
    try {
      const take = async (mails: Buffer[]) => this.reports.record('imap', await this.reportsIn(mails));
      await readUnread(url, take, this.stop.signal);
      this.isReadable = true;
    } catch (error) {
      if (this.stop.signal.aborted) return;
      // The message of an error can repeat what the server said, the login included, so only its code is logged.
      const fields = { msg: 'the mailbox of mail reports cannot be read', code: codeOf(error) };
      if (this.isReadable !== false) this.logger.warn(fields);
      this.isReadable = false;
    }
  }

  private async reportsIn(mails: Buffer[]): Promise<MailReport[]> {
    const reports: MailReport[] = [];
    for (const mail of mails) {
      try {
        const report = await readDeliveryReport(mail);
        if (report) reports.push(report);
      } catch {
        this.logger.warn({ msg: 'a mail in the mailbox of mail reports cannot be parsed; it is left' });
      }
    }
    return reports;
  }

  private start(): void {
    this.running ??= this.sweep()
      .catch((error: unknown) => this.logger.warn({ msg: 'mail report sweep failed', code: codeOf(error) }))
      .finally(() => (this.running = null));
  }
}

function codeOf(error: unknown): string {
  const { code, authenticationFailed, mailboxMissing, message, name } = error as Record<string, unknown>;
  if (authenticationFailed === true) return 'authentication_failed';
  if (mailboxMissing === true) return 'folder_missing';
  // The library has no code for this one.
  if (message === 'Server does not support STARTTLS') return 'starttls_missing';
  return [code, name].find((text): text is string => typeof text === 'string') ?? 'error';
}

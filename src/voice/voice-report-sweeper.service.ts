import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DomainError } from '../errors/domain-errors';
import { toLogFields } from '../errors/to-log-fields';
import { Metrics } from '../metrics/metrics';
import { type ClaimedReport, VoiceReportsRepository } from './voice-reports.repository';
import { VoiceReportsService } from './voice-reports.service';

const SWEEP_MS = 5000;

/**
 * Finishes stored reports that have no interview, for example after a crash between the two steps. Runs in every
 * process; the processes take different reports.
 */
@Injectable()
export class VoiceReportSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(VoiceReportSweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;

  constructor(
    private readonly repository: VoiceReportsRepository,
    private readonly reports: VoiceReportsService,
    metrics: Metrics,
  ) {
    metrics.addGauge(
      'parley_voice_reports',
      'Stored voice reports without an interview, by whether they are still tried.',
      'state',
      () => repository.countWithoutInterview(),
    );
  }

  onApplicationBootstrap(): void {
    // A process without a provider cannot read reports.
    if (!this.reports.isConfigured) return;
    this.timer = setInterval(() => this.start(), SWEEP_MS);
    this.timer.unref();
    this.start();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.isStopped = true;
    await this.running;
  }

  /** Works until no report is due. */
  async sweep(): Promise<void> {
    while (!this.isStopped) {
      const claimed = await this.repository.claimDue();
      if (!claimed) return;
      await this.finish(claimed);
    }
  }

  private start(): void {
    this.running ??= this.sweep()
      .catch((error: unknown) => {
        this.logger.warn({ msg: 'voice report sweep failed; it runs again in 5 s', ...toLogFields(error) });
      })
      .finally(() => {
        this.running = undefined;
      });
  }

  private async finish({ callId, body, attempts, isLast }: ClaimedReport): Promise<void> {
    try {
      await this.reports.finish(body);
    } catch (error) {
      // Only a domain error says that the report itself is at fault: it is unreadable, or its link is gone.
      const isFinal = isLast || error instanceof DomainError;
      this.logger.warn({
        msg: isFinal
          ? 'a stored voice report was given up'
          : 'a stored voice report is not an interview yet; it is tried again',
        attempts,
        ...toLogFields(error),
      });
      await this.repository.recordFailure(callId, codeOf(error), isFinal);
    }
  }
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return [code, name].find((text): text is string => typeof text === 'string') ?? 'error';
}

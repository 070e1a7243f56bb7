import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { toLogFields } from '../../errors/to-log-fields';
import { DueMailsService } from './due-mails.service';

const SWEEP_MS = 5000;

/** The next sweep waits this many times as long as the last one took, so that sweeps load the database by 5 % at most. */
const PAUSE_PER_DURATION = 20;

/** Looks regularly for reminders and thanks that are due. Every process that mails does; the database lets one write. */
@Injectable()
export class ReminderSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ReminderSweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly dueMails: DueMailsService) {}

  onApplicationBootstrap(): void {
    this.start();
  }

  /** Waits for the topic that is being worked on. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private start(): void {
    this.running = this.sweep();
  }

  private async sweep(): Promise<void> {
    const started = performance.now();
    try {
      await this.dueMails.queueDue(() => !this.stopped);
    } catch (error) {
      this.logger.warn({ msg: 'the look for due reminders failed; it is repeated', ...toLogFields(error) });
    }
    if (this.stopped) return;
    const pause = Math.max(SWEEP_MS, (performance.now() - started) * PAUSE_PER_DURATION);
    this.timer = setTimeout(() => this.start(), pause);
    this.timer.unref();
  }
}

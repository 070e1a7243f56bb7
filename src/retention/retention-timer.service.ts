import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { toLogFields } from '../errors/to-log-fields';
import { RetentionService } from './retention.service';

const INTERVAL_MS = 600_000;

/** Applies retention once a day. Runs in every process; each project is claimed by one of them. */
@Injectable()
export class RetentionTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RetentionTimer.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;

  constructor(private readonly retention: RetentionService) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.start(), INTERVAL_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.isStopped = true;
    await this.running;
  }

  private start(): void {
    this.running ??= this.retention
      .runDue(() => this.isStopped)
      .catch((error: unknown) => {
        this.logger.warn({ msg: 'retention failed; it runs again in ten minutes', ...toLogFields(error) });
      })
      .finally(() => {
        this.running = undefined;
      });
  }
}

import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { toLogFields } from '../../errors/to-log-fields';
import { DisabledWebhookMailer } from './disabled-webhook-mailer';
import { WebhookMessagesRepository } from './webhook-messages.repository';
import { WebhookQueue } from './webhook-queue';

/** New events wait this long at most before their job is added. */
const SWEEP_MS = 1000;
const HOUR_MS = 3_600_000;

/** Adds jobs for webhooks with due messages, tells admins about disabled ones, and deletes what is old. */
@Injectable()
export class WebhookSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(WebhookSweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private cleanedAt = -HOUR_MS;
  private isFailing = false;

  constructor(
    private readonly messages: WebhookMessagesRepository,
    private readonly queue: WebhookQueue,
    private readonly mailer: DisabledWebhookMailer,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweepSafely(), SWEEP_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Looks once for everything that is to be done. */
  async sweep(): Promise<void> {
    for (const id of await this.messages.findDueWebhooks()) await this.queue.enqueue(id);
    await this.mailer.tellAdmins();
    if (performance.now() - this.cleanedAt < HOUR_MS) return;
    this.cleanedAt = performance.now();
    await this.messages.deleteOld();
  }

  /** Logs the first of several failures only, since there is one each second. */
  private noteFailure(error: unknown): void {
    if (!this.isFailing) {
      this.logger.warn({ msg: 'webhook sweep failed; it runs again each second', ...toLogFields(error) });
    }
    this.isFailing = true;
  }

  private async sweepSafely(): Promise<void> {
    if (this.running) return;
    this.running = this.sweep()
      .then(() => {
        this.isFailing = false;
      })
      .catch((error: unknown) => this.noteFailure(error))
      .finally(() => (this.running = null));
    await this.running;
  }
}

import { BullModule } from '@nestjs/bull';
import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Settings } from '../config/settings';
import { MailModule } from '../mail/mail.module';
import { BullWebhookQueue } from './delivery/bull-webhook-queue';
import { DisabledWebhookMailer } from './delivery/disabled-webhook-mailer';
import { InMemoryWebhookQueue } from './delivery/in-memory-webhook-queue';
import { WebhookDeliveryService } from './delivery/webhook-delivery.service';
import { WebhookMessagesRepository } from './delivery/webhook-messages.repository';
import { WebhookMetrics } from './delivery/webhook-metrics';
import { WebhookQueue, WEBHOOKS_QUEUE } from './delivery/webhook-queue';
import { WebhookSender } from './delivery/webhook-sender';
import { WebhookSweeper } from './delivery/webhook-sweeper';
import { WebhookProcessor } from './delivery/webhook.processor';
import { WebhookAttempt } from './webhook-attempt.entity';
import { WebhookAttemptsReadModel } from './webhook-attempts.read-model';
import { WebhookMessage } from './webhook-message.entity';
import { WebhookSecrets } from './webhook-secrets';
import { Webhook } from './webhook.entity';
import { WebhooksController } from './webhooks.controller';
import { WebhooksRepository } from './webhooks.repository';
import { WebhooksService } from './webhooks.service';

/** Webhooks: who gets which events, and their delivery unless this process has the role `web`. */
@Module({})
export class WebhooksModule {
  static register({ redisUrl, role }: Pick<Settings, 'redisUrl' | 'role'>): DynamicModule {
    const consumes = role !== 'web';
    const usesBull = redisUrl !== null;
    const delivery = [
      WebhookSender,
      WebhookDeliveryService,
      DisabledWebhookMailer,
      { provide: WebhookQueue, useClass: usesBull ? BullWebhookQueue : InMemoryWebhookQueue },
      WebhookSweeper,
      ...(usesBull ? [WebhookProcessor] : []),
    ];
    return {
      module: WebhooksModule,
      imports: [
        TypeOrmModule.forFeature([Webhook, WebhookAttempt, WebhookMessage]),
        MailModule,
        ...(usesBull && consumes ? [BullModule.registerQueue({ name: WEBHOOKS_QUEUE })] : []),
      ],
      controllers: [WebhooksController],
      providers: [
        WebhooksRepository,
        WebhookMessagesRepository,
        WebhookAttemptsReadModel,
        WebhookSecrets,
        WebhookMetrics,
        WebhooksService,
        ...(consumes ? delivery : []),
      ],
    };
  }
}

import { BullModule } from '@nestjs/bull';
import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Settings } from '../config/settings';
import { InterviewsModule } from '../interviews/interviews.module';
import { MailModule } from '../mail/mail.module';
import { SharingModule } from '../sharing/sharing.module';
import { TopicsModule } from '../topics/topics.module';
import { UsersModule } from '../users/users.module';
import { BullDeliveryQueue } from './delivery/bull-delivery-queue';
import { ClaimsRepository } from './delivery/claims.repository';
import { DeliveryBacklogReadModel } from './delivery/delivery-backlog.read-model';
import { DeliveryQueue, INVITES_QUEUE } from './delivery/delivery-queue';
import { DeliveryMetrics } from './delivery/delivery-metrics';
import { DeliveryProcessor } from './delivery/delivery.processor';
import { DeliveryService } from './delivery/delivery.service';
import { DeliverySweeper } from './delivery/delivery-sweeper';
import { InMemoryDeliveryQueue } from './delivery/in-memory-delivery-queue';
import { InviteBatch } from './entities/invite-batch.entity';
import { InviteDelivery } from './entities/invite-delivery.entity';
import { InviteBatchesService } from './sending/invite-batches.service';
import { InvitePreviewsService } from './sending/invite-previews.service';
import { InvitesController } from './sending/invites.controller';
import { InvitesRepository } from './sending/invites.repository';
import { InvitesService } from './sending/invites.service';
import { InviteDeliveriesController } from './status/invite-deliveries.controller';
import { InviteDeliveriesReadModel } from './status/invite-deliveries.read-model';
import { InviteDeliveriesRepository } from './status/invite-deliveries.repository';
import { InviteDeliveriesService } from './status/invite-deliveries.service';
import { TestInvitesService } from './sending/test-invites.service';

/** Invite mails: selects recipients, and delivers the mails unless this process has the role `web`. */
@Module({})
export class InvitesModule {
  static register({ redisUrl, role }: Pick<Settings, 'redisUrl' | 'role'>): DynamicModule {
    const consumes = role !== 'web';
    const usesBull = redisUrl !== null;
    return {
      module: InvitesModule,
      imports: [
        TypeOrmModule.forFeature([InviteBatch, InviteDelivery]),
        UsersModule,
        TopicsModule,
        SharingModule,
        InterviewsModule,
        MailModule,
        ...(usesBull ? [BullModule.registerQueue({ name: INVITES_QUEUE })] : []),
      ],
      controllers: [InvitesController, InviteDeliveriesController],
      providers: [
        InvitesRepository,
        ClaimsRepository,
        DeliveryBacklogReadModel,
        DeliveryService,
        DeliveryMetrics,
        InviteBatchesService,
        InvitePreviewsService,
        InvitesService,
        TestInvitesService,
        InviteDeliveriesReadModel,
        InviteDeliveriesRepository,
        InviteDeliveriesService,
        { provide: DeliveryQueue, useClass: usesBull ? BullDeliveryQueue : InMemoryDeliveryQueue },
        ...(consumes ? [DeliverySweeper] : []),
        ...(consumes && usesBull ? [DeliveryProcessor] : []),
      ],
    };
  }
}

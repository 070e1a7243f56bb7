import { BullModule } from '@nestjs/bull';
import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Settings } from '../config/settings';
import { ContactsModule } from '../contacts/contacts.module';
import { InterviewsModule } from '../interviews/interviews.module';
import { MailModule } from '../mail/mail.module';
import { SharingModule } from '../sharing/sharing.module';
import { TopicsModule } from '../topics/topics.module';
import { UsersModule } from '../users/users.module';
import { BatchesController } from './batches/batches.controller';
import { BatchesReadModel } from './batches/batches.read-model';
import { BatchesRepository } from './batches/batches.repository';
import { BatchesService } from './batches/batches.service';
import { BullDeliveryQueue } from './delivery/bull-delivery-queue';
import { ClaimsRepository } from './delivery/claims.repository';
import { DeliveryBacklogReadModel } from './delivery/delivery-backlog.read-model';
import { DeliveryQueue, INVITES_QUEUE } from './delivery/delivery-queue';
import { DeliveryMailer } from './delivery/delivery-mailer';
import { DeliveryMetrics } from './delivery/delivery-metrics';
import { DeliveryProcessor } from './delivery/delivery.processor';
import { DeliveryService } from './delivery/delivery.service';
import { DeliverySweeper } from './delivery/delivery-sweeper';
import { InMemoryDeliveryQueue } from './delivery/in-memory-delivery-queue';
import { InviteBatch } from '../ledger/invite-batch.entity';
import { InviteDelivery } from '../ledger/invite-delivery.entity';
import { InviteBatchesService } from './sending/invite-batches.service';
import { InvitePreviewsService } from './sending/invite-previews.service';
import { InvitesController } from './sending/invites.controller';
import { InvitesRepository } from './sending/invites.repository';
import { InvitesService } from './sending/invites.service';
import { DueMailsService } from './reminders/due-mails.service';
import { RemindController } from './reminders/remind.controller';
import { RemindService } from './reminders/remind.service';
import { ReminderBatchesService } from './reminders/reminder-batches.service';
import { ReminderSweeper } from './reminders/reminder-sweeper';
import { RemindersReadModel } from './reminders/reminders.read-model';
import { RemindersRepository } from './reminders/reminders.repository';
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
        ContactsModule,
        MailModule,
        ...(usesBull ? [BullModule.registerQueue({ name: INVITES_QUEUE })] : []),
      ],
      controllers: [InvitesController, RemindController, BatchesController, InviteDeliveriesController],
      providers: [
        InvitesRepository,
        ClaimsRepository,
        DeliveryBacklogReadModel,
        DeliveryMailer,
        DeliveryService,
        DeliveryMetrics,
        InviteBatchesService,
        BatchesReadModel,
        BatchesRepository,
        BatchesService,
        InvitePreviewsService,
        InvitesService,
        TestInvitesService,
        InviteDeliveriesReadModel,
        InviteDeliveriesRepository,
        InviteDeliveriesService,
        DueMailsService,
        RemindersReadModel,
        RemindersRepository,
        ReminderBatchesService,
        RemindService,
        { provide: DeliveryQueue, useClass: usesBull ? BullDeliveryQueue : InMemoryDeliveryQueue },
        ...(consumes ? [DeliverySweeper, ReminderSweeper] : []),
        ...(consumes && usesBull ? [DeliveryProcessor] : []),
      ],
    };
  }
}

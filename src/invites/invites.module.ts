import { BullModule } from '@nestjs/bull';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from '../config/settings';
import { MailModule } from '../mail/mail.module';
import { SharingModule } from '../sharing/sharing.module';
import { TopicsModule } from '../topics/topics.module';
import { UsersModule } from '../users/users.module';
import { BullDeliveryClock } from './bull-delivery-clock';
import { DeliveriesRepository } from './deliveries.repository';
import { DeliveryClock, INVITES_QUEUE } from './delivery-clock';
import { DeliveryGauges } from './delivery-gauges';
import { DeliveryService } from './delivery.service';
import { DeliverySweeper } from './delivery-sweeper';
import { InProcessDeliveryClock } from './in-process-delivery-clock';
import { InviteBatchesService } from './invite-batches.service';
import { InvitePreviewsService } from './invite-previews.service';
import { InvitesController } from './invites.controller';
import { InvitesProcessor } from './invites.processor';
import { InvitesRepository } from './invites.repository';
import { InvitesService } from './invites.service';
import { LedgerController } from './ledger.controller';
import { LedgerRepository } from './ledger.repository';
import { LedgerService } from './ledger.service';
import { TestInvitesService } from './test-invites.service';

/** Invite mails: who is mailed, and the mailing itself where this process has that role. */
@Module({})
export class InvitesModule {
  static register({ redisUrl, role }: Pick<Settings, 'redisUrl' | 'role'>): DynamicModule {
    const consumes = role !== 'web';
    const usesBull = redisUrl !== null;
    return {
      module: InvitesModule,
      imports: [
        UsersModule,
        TopicsModule,
        SharingModule,
        MailModule,
        ...(usesBull ? [BullModule.registerQueue({ name: INVITES_QUEUE })] : []),
      ],
      controllers: [InvitesController, LedgerController],
      providers: [
        InvitesRepository,
        DeliveriesRepository,
        DeliveryService,
        DeliveryGauges,
        InviteBatchesService,
        InvitePreviewsService,
        InvitesService,
        TestInvitesService,
        LedgerRepository,
        LedgerService,
        { provide: DeliveryClock, useClass: usesBull ? BullDeliveryClock : InProcessDeliveryClock },
        ...(consumes ? [DeliverySweeper] : []),
        ...(consumes && usesBull ? [InvitesProcessor] : []),
      ],
    };
  }
}

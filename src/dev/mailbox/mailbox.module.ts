import { type DynamicModule, Module } from '@nestjs/common';
import { MailboxStore } from './mailbox-store';
import { MailboxViews } from './mailbox-views';
import { MailboxController } from './mailbox.controller';
import { MailboxService } from './mailbox.service';

/** The pages under `/mailbox`, for a process that runs the development mail server. */
@Module({})
export class MailboxModule {
  /** @param store the messages of that server */
  static register(store: MailboxStore): DynamicModule {
    return {
      module: MailboxModule,
      controllers: [MailboxController],
      providers: [MailboxService, MailboxViews, { provide: MailboxStore, useValue: store }],
    };
  }
}

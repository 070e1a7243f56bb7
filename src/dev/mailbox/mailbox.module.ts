import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { MailboxController } from './mailbox.controller';
import { MailboxService } from './mailbox.service';
import { MailboxStore } from './mailbox-store';

/** The pages below `/mailbox`; only there when the process runs its own mail server. */
@Module({})
export class MailboxModule {
  /** @param store of the mail server that was started for this process */
  static register(store: MailboxStore): DynamicModule {
    return {
      module: MailboxModule,
      controllers: [MailboxController],
      providers: [MailboxService, { provide: MailboxStore, useValue: store }],
    };
  }
}

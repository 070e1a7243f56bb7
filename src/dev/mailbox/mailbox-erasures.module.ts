import { type DynamicModule, Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { type ErasureListener, ErasuresService } from '../../people/erasures.service';
import { PeopleModule } from '../../people/people.module';
import { mailboxOf, type Person } from '../../people/person';
import { MailboxStore } from './mailbox-store';

/** Deletes the mails to people who are erased from the mailbox. */
@Injectable()
export class MailboxErasures implements ErasureListener, OnModuleInit {
  constructor(
    private readonly store: MailboxStore,
    private readonly erasures: ErasuresService,
  ) {}

  onModuleInit(): void {
    this.erasures.addListener(this);
  }

  async onErased({ mailbox }: Person): Promise<void> {
    if (mailbox !== null) await this.store.deleteTo((address) => mailboxOf(address) === mailbox);
  }
}

/** Tells the mailbox who was erased. */
@Module({})
export class MailboxErasuresModule {
  /** @param store the messages of the development mail server */
  static register(store: MailboxStore): DynamicModule {
    return {
      module: MailboxErasuresModule,
      imports: [PeopleModule],
      providers: [MailboxErasures, { provide: MailboxStore, useValue: store }],
    };
  }
}

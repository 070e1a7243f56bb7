import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InterviewsModule } from '../interviews/interviews.module';
import { ContactChoice } from './contact-choice.entity';
import { ContactChoicesRepository } from './contact-choices.repository';
import { ContactChoicesService } from './contact-choices.service';
import { ContactDecisionsRepository } from './contact-decisions.repository';
import { ContactDecisionsService } from './contact-decisions.service';
import { Contact } from './contact.entity';
import { ContactsController } from './contacts.controller';
import { ContactsReadModel } from './contacts.read-model';
import { ContactsRepository } from './contacts.repository';
import { ContactsService } from './contacts.service';
import { ErasedContact } from './erased/erased-contact.entity';
import { ErasedContactsRepository } from './erased/erased-contacts.repository';
import { ErasedContactsService } from './erased/erased-contacts.service';
import { ErasureHash } from './erased/erasure-hash';
import { ErasureKey } from './erased/erasure-key.entity';
import { ErasureKeyRepository } from './erased/erasure-key.repository';
import { ContactImportsRepository } from './import/contact-imports.repository';
import { ContactImportsService } from './import/contact-imports.service';
import { UnsubscribeTokens } from './unsubscribe-tokens';

/** People who are written to, one per mailbox and project, and whether they may be. */
@Module({
  imports: [TypeOrmModule.forFeature([Contact, ContactChoice, ErasedContact, ErasureKey]), InterviewsModule],
  controllers: [ContactsController],
  providers: [
    ContactDecisionsService,
    ContactDecisionsRepository,
    ContactChoicesService,
    ContactChoicesRepository,
    ContactsService,
    ContactsReadModel,
    ContactsRepository,
    ContactImportsService,
    ContactImportsRepository,
    UnsubscribeTokens,
    ErasedContactsService,
    ErasedContactsRepository,
    ErasureHash,
    ErasureKeyRepository,
  ],
  exports: [
    ErasedContactsService,
    ErasureHash,
    ContactDecisionsService,
    ContactChoicesService,
    UnsubscribeTokens,
  ],
})
export class ContactsModule {}

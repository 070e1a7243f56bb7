import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/contacts.module';
import { IdempotencyModule } from '../idempotency/idempotency.module';
import { AnonymisationsRepository } from './anonymisations.repository';
import { AnonymisationsService } from './anonymisations.service';
import { ErasuresRepository } from './erasures.repository';
import { ErasuresService } from './erasures.service';
import { PeopleController } from './people.controller';
import { PeopleRepository } from './people.repository';
import { PeopleService } from './people.service';
import { PersonExportsReadModel } from './person-exports.read-model';
import { PersonExportsService } from './person-exports.service';
import { TextsRepository } from './texts.repository';

/** Export, erasure and anonymisation of people. */
@Module({
  imports: [ContactsModule, IdempotencyModule],
  controllers: [PeopleController],
  providers: [
    PeopleService,
    PeopleRepository,
    PersonExportsService,
    PersonExportsReadModel,
    ErasuresService,
    ErasuresRepository,
    AnonymisationsService,
    AnonymisationsRepository,
    TextsRepository,
  ],
  exports: [ErasuresService],
})
export class PeopleModule {}

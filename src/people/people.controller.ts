import { Body, HttpCode, Post, type StreamableFile } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { toFileResponse } from '../http/file-download';
import { ShowsSecret } from '../idempotency/shows-secret.decorator';
import { Operation } from '../openapi/operation.decorator';
import { ProjectController } from '../openapi/project-controller.decorator';
import { AnonymisationsService } from './anonymisations.service';
import { ErasuresService } from './erasures.service';
import { PersonExportDto } from './person-export.dto';
import { PersonExportsService } from './person-exports.service';
import {
  AnonymisedPersonDto,
  AnonymisePersonDto,
  ErasedPersonDto,
  ErasePersonDto,
  PersonDto,
} from './person.dto';

/** Everything about one person over all topics. Answers are not kept for an Idempotency-Key. */
@ProjectController('people', 'People')
export class PeopleController {
  constructor(
    private readonly exports: PersonExportsService,
    private readonly erasures: ErasuresService,
    private readonly anonymisations: AnonymisationsService,
  ) {}

  @Post('export')
  @HttpCode(200)
  @RequireScope('*')
  @ShowsSecret()
  @Operation({
    id: 'people_export_create',
    summary: 'Export a person',
    description:
      'Returns everything that the project holds about a person, over all topics: contact and choices, targeting, background, links (without the URLs), mails, events for webhooks, and responses with all that was said. A person of whom nothing is known gives empty lists.',
    type: PersonExportDto,
  })
  async export(@CurrentCaller() caller: Caller, @Body() body: PersonDto): Promise<StreamableFile> {
    return toFileResponse(await this.exports.export(caller, body));
  }

  @Post('erase')
  @HttpCode(200)
  @RequireScope('*')
  @ShowsSecret()
  @Operation({
    id: 'people_erase_create',
    summary: 'Erase a person',
    description:
      'Deletes everything that the project holds about a person, over all topics, at once and for good. Mails that wait are not sent, links end. Of a person who has opted out, a keyed hash of the address stays, so that no later send mails them. Try it with `dry_run` first, and export the person if you need a copy. Erasing again changes nothing.',
    type: ErasedPersonDto,
    example: { identifier: 'ada@example.com', confirm: true, dry_run: true },
  })
  erase(@CurrentCaller() caller: Caller, @Body() body: ErasePersonDto): Promise<ErasedPersonDto> {
    return this.erasures.erase(caller, body);
  }

  @Post('anonymise')
  @HttpCode(200)
  @RequireScope('*')
  @ShowsSecret()
  @Operation({
    id: 'people_anonymise_create',
    summary: 'Anonymise a person',
    description:
      'Keeps what a person said and replaces who said it: the identifier by a pseudonym, name and address inside of their interviews by `[name]` and `[address]`. Background, links, reports and recordings of calls, and the contact are removed as by erasing. A name that is also a word is replaced everywhere in these texts: try it with `dry_run` first. It cannot be undone.',
    type: AnonymisedPersonDto,
    example: { identifier: 'ada@example.com', dry_run: true },
  })
  anonymise(@CurrentCaller() caller: Caller, @Body() body: AnonymisePersonDto): Promise<AnonymisedPersonDto> {
    return this.anonymisations.anonymise(caller, body);
  }
}

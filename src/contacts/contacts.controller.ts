import { Body, Get, HttpCode, Param, Patch, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { AuditRead } from '../audit/audit-read.decorator';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { CsvBody, type CsvFile, TakesCsv } from '../http/csv-file';
import { toCsvResponse } from '../http/file-download';
import { Operation } from '../openapi/operation.decorator';
import { ProjectController } from '../openapi/project-controller.decorator';
import type { PageResult } from '../pagination/page-result';
import { IdPipe } from '../validation/uuid.pipe';
import { ContactDto, ContactListQuery, SetContactDto, UpdateContactDto } from './contact.dto';
import { ContactsService } from './contacts.service';
import { ContactImportDto } from './import/contact-import.dto';
import { ContactImportsService } from './import/contact-imports.service';

const FILE_EXAMPLE = 'email,status,reason\r\nAda Lovelace <ada@example.com>,free,\r\n';

/** Contacts of a project: one per mailbox. */
@ProjectController('contacts', 'Contacts')
export class ContactsController {
  constructor(
    private readonly contacts: ContactsService,
    private readonly imports: ContactImportsService,
  ) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'contacts_list',
    summary: 'List the contacts',
    description:
      'One row per mailbox that was invited, has opted out or was imported, by address, with what stops or delays mails to it.',
    type: ContactDto,
    paged: true,
  })
  list(@CurrentCaller() caller: Caller, @Query() query: ContactListQuery): Promise<PageResult<ContactDto>> {
    return this.contacts.list(caller, query);
  }

  @Post()
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'contacts_create',
    summary: 'Set a contact',
    description:
      'Adds a contact or, if the project has its mailbox, sets status and reason. A person\'s own "ask me later" stays: such a contact is `cooling_down` after `free`.',
    type: ContactDto,
    errors: [409],
  })
  set(@CurrentCaller() caller: Caller, @Body() body: SetContactDto): Promise<ContactDto> {
    return this.contacts.set(caller, body);
  }

  @Get('csv')
  @AuditRead('exports')
  @RequireScope('user_interview:read')
  @ApiProduces('text/csv', 'application/json')
  @Operation({
    id: 'contacts_csv_retrieve',
    summary: 'Get the contacts as CSV',
    description:
      "All contacts as a file, by address, which `contacts_import_create` takes too. A cell that a spreadsheet would run as a formula is prefixed with `'`.",
  })
  @ApiResponse({
    status: 200,
    description: 'One line per contact.',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  csv(@CurrentCaller() caller: Caller): StreamableFile {
    return toCsvResponse(this.contacts.csv(caller));
  }

  @Post('import')
  @HttpCode(200)
  @TakesCsv()
  @RequireScope('user_interview:write')
  @ApiConsumes('text/csv')
  @ApiBody({ required: true, schema: { type: 'string', example: FILE_EXAMPLE } })
  @Operation({
    id: 'contacts_import_create',
    summary: 'Import contacts',
    description:
      'Takes a CSV file with a header row that has `email` and optionally `status` and `reason`; other columns are ignored. Commas, semicolons or tabs separate cells; text is UTF-8, with or without a byte order mark. At most 100 000 rows and 20 MB. A line without `status` adds the contact and leaves one that is there as it is; `cooling_down` changes nothing. Of several lines for one mailbox the last one counts. Lines that cannot be used are reported, at most the first 1000 of them, and stop no others; `error_count` counts all. An opt-out is never lifted. A file that is broken as a whole is refused, and nothing is stored.',
    type: ContactImportDto,
  })
  import(@CurrentCaller() caller: Caller, @CsvBody() file: CsvFile): Promise<ContactImportDto> {
    return this.imports.import(caller, file);
  }

  @Get(':id')
  @RequireScope('user_interview:read')
  @Operation({
    id: 'contacts_retrieve',
    summary: 'Get a contact',
    description: 'One contact with its status.',
    type: ContactDto,
  })
  get(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ContactDto> {
    return this.contacts.get(caller, id);
  }

  @Patch(':id')
  @RequireScope('user_interview:write')
  @Operation({
    id: 'contacts_partial_update',
    summary: 'Change a contact',
    description:
      'Changes status, reason or both. `bounced` and `opted_out` stop every mail; `do_not_contact` can be overridden per send. To lift `opted_out` takes the scope `*` and a `reason`, which is kept in the audit trail.',
    type: ContactDto,
    example: { reason: 'Asked by phone to be left alone until summer.' },
    errors: [409],
  })
  update(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: UpdateContactDto,
  ): Promise<ContactDto> {
    return this.contacts.update(caller, id, body);
  }
}

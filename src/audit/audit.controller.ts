import { Get, Query } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { Operation } from '../openapi/operation.decorator';
import { type Page, PageQuery } from '../pagination/page.dto';
import { ProjectController } from '../openapi/project-controller.decorator';
import { CurrentUrl } from '../pagination/request-url';
import { AuditEventDto } from './audit.dto';
import { AuditService } from './audit.service';

/** The audit trail. */
@ProjectController('audit_events', 'Audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'audit_events_list',
    summary: 'List write operations',
    description:
      'Returns every write operation on the project that succeeded, newest first, with user, API key and time.',
    type: AuditEventDto,
    paged: true,
  })
  list(
    @CurrentCaller() caller: Caller,
    @Query() query: PageQuery,
    @CurrentUrl() url: string,
  ): Promise<Page<AuditEventDto>> {
    return this.audit.list(caller, query, url);
  }
}

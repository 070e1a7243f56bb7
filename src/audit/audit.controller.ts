import { Get, Query } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { Operation } from '../openapi/operation.decorator';
import { PageQuery } from '../pagination/page.dto';
import type { PageResult } from '../pagination/page-result';
import { ProjectController } from '../openapi/project-controller.decorator';
import { AuditEventDto } from './audit.dto';
import { AuditService } from './audit.service';

/** The audit trail of a project. */
@ProjectController('audit_events', 'Audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'audit_events_list',
    summary: 'List operations',
    description:
      'All successful write operations on the project, and the reads that `audit_reads` in its settings asks for, newest first. Rows cannot be changed, and are deleted by `retention` only.',
    type: AuditEventDto,
    paged: true,
  })
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<PageResult<AuditEventDto>> {
    return this.audit.list(caller, query);
  }
}

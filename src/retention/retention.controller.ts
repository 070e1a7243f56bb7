import { Get } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { Operation } from '../openapi/operation.decorator';
import { ProjectController } from '../openapi/project-controller.decorator';
import { RetentionRunDto } from './retention.dto';
import { RetentionService } from './retention.service';

/** Shows what retention is going to delete. */
@ProjectController('retention', 'Settings')
export class RetentionController {
  constructor(private readonly retention: RetentionService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'project_retention_retrieve',
    summary: 'Preview the retention',
    description:
      'Returns how many rows of each kind the next daily run would delete, by `retention` in the settings. Deletes nothing.',
    type: RetentionRunDto,
  })
  get(@CurrentCaller() caller: Caller): Promise<RetentionRunDto> {
    return this.retention.preview(caller);
  }
}

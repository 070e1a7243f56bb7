import { Get, Param, Query } from '@nestjs/common';
import { ApiExtraModels, ApiResponse } from '@nestjs/swagger';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { IdPipe } from '../validation/uuid.pipe';
import { Operation } from '../openapi/operation.decorator';
import { ProjectController } from '../openapi/project-controller.decorator';
import type { PageResult } from '../pagination/page-result';
import {
  PROGRESS_PAGE_SCHEMA,
  ProgressCountsDto,
  ProgressDto,
  type ProgressPage,
  ProgressQuery,
} from './progress.dto';
import { ProgressService } from './progress.service';

/** Progress of a topic's interviewees. */
@ProjectController('user_interview_topics/:id/progress', 'Responses')
export class ProgressController {
  constructor(private readonly progress: ProgressService) {}

  @Get()
  @RequireScope('user_interview:read')
  @ApiExtraModels(ProgressDto, ProgressCountsDto)
  @Operation({
    id: 'user_interview_topics_progress_retrieve',
    summary: 'Get the progress of the interviewees',
    description:
      'One row per person whom the topic targets, in target order, with the furthest state that is known: `completed`, `declined`, `started`, `opened`, or else the status of the latest mail. `counts` covers all people; the filter does not apply to it.',
  })
  @ApiResponse({ status: 200, description: 'A page of people.', schema: PROGRESS_PAGE_SCHEMA })
  list(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: ProgressQuery,
  ): Promise<PageResult<ProgressDto, Pick<ProgressPage, 'counts'>>> {
    return this.progress.list(caller, id, query);
  }
}

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

/** How far the people of a topic got. */
@ProjectController('user_interview_topics/:id/progress', 'Responses')
export class ProgressController {
  constructor(private readonly progress: ProgressService) {}

  @Get()
  @RequireScope('user_interview:read')
  @ApiExtraModels(ProgressDto, ProgressCountsDto)
  @Operation({
    id: 'user_interview_topics_progress_retrieve',
    summary: 'See how far people got',
    description:
      'One row per targeted person, in target order, with the furthest state that is known: `completed`, `declined`, `started`, `opened`, else what became of the latest mail. `counts` has the whole funnel, whatever the filter.',
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

import { Get, Query } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { Operation } from '../openapi/operation.decorator';
import { ProjectController } from '../openapi/project-controller.decorator';
import { PageResult } from '../pagination/page-result';
import { ProgressService } from './progress.service';
import { TopicCountsDto, TopicCountsQuery } from './topic-counts.dto';

/** Progress of many topics at a glance. */
@ProjectController('user_interview_topics/progress', 'Responses')
export class TopicCountsController {
  constructor(private readonly progress: ProgressService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interview_topics_progress_list',
    summary: 'Count the people of topics',
    description:
      'For each of the named topics the number of people whom it targets, and how many of them are invited, have completed the interview, have declined, or are waited for. In the order of the ids, on one page.',
    type: TopicCountsDto,
    paged: true,
  })
  list(
    @CurrentCaller() caller: Caller,
    @Query() query: TopicCountsQuery,
  ): Promise<PageResult<TopicCountsDto>> {
    return this.progress.countsOf(caller, query);
  }
}

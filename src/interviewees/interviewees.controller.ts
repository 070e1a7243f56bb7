import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { IdPipe } from '../validation/uuid.pipe';
import { Operation } from '../openapi/operation.decorator';
import { PageQuery } from '../pagination/page.dto';
import type { PageResult } from '../pagination/page-result';
import { ProjectController } from '../openapi/project-controller.decorator';
import {
  BulkIntervieweesDto,
  BulkResultDto,
  CreateIntervieweeDto,
  IntervieweeDto,
  NewIntervieweeDto,
  UpdateIntervieweeDto,
} from './interviewee.dto';
import { IntervieweesService } from './interviewees.service';

/** Context about each interviewee of a topic. */
@ProjectController('user_interview_topics/:topic_id/interviewees', 'Interviewees')
export class IntervieweesController {
  constructor(private readonly interviewees: IntervieweesService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interview_topics_interviewees_list',
    summary: 'List contexts',
    description: 'Returns the context rows of the topic, newest first.',
    type: IntervieweeDto,
    paged: true,
  })
  list(
    @CurrentCaller() caller: Caller,
    @Param('topic_id', IdPipe) topicId: string,
    @Query() query: PageQuery,
  ): Promise<PageResult<IntervieweeDto>> {
    return this.interviewees.list(caller, topicId, query);
  }

  @Post()
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_interviewees_create',
    summary: 'Add context about a person',
    description:
      'Adds a context row. A topic has at most one row per identifier; a second one is refused with the code `unique`.',
    status: 201,
    type: NewIntervieweeDto,
  })
  create(
    @CurrentCaller() caller: Caller,
    @Param('topic_id', IdPipe) topicId: string,
    @Body() body: CreateIntervieweeDto,
  ): Promise<NewIntervieweeDto> {
    return this.interviewees.create(caller, topicId, body);
  }

  @Post('bulk')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_interviewees_bulk_create',
    summary: 'Add context about many people',
    description:
      'Adds up to 500 rows in one request, all or none. Identifiers that already have a row are skipped and reported, unless `on_conflict` says to write their context.',
    type: BulkResultDto,
    example: {
      items: [
        { interviewee_identifier: 'grace@example.com', agent_context: 'Plans for herself.' },
        { interviewee_identifier: 'user-42', agent_context: 'Plans for a team of three.' },
      ],
      on_conflict: 'skip',
    },
  })
  createMany(
    @CurrentCaller() caller: Caller,
    @Param('topic_id', IdPipe) topicId: string,
    @Body() body: BulkIntervieweesDto,
  ): Promise<BulkResultDto> {
    return this.interviewees.createMany(caller, topicId, body);
  }

  @Get(':id')
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interview_topics_interviewees_retrieve',
    summary: 'Get a context',
    description: 'Returns one context row.',
    type: IntervieweeDto,
  })
  retrieve(
    @CurrentCaller() caller: Caller,
    @Param('topic_id', IdPipe) topicId: string,
    @Param('id', IdPipe) id: string,
  ): Promise<IntervieweeDto> {
    return this.interviewees.get(caller, topicId, id);
  }

  @Patch(':id')
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_interviewees_partial_update',
    summary: 'Change a context',
    description:
      "Changes the fields that are sent. The person's link does not change, even when the identifier does.",
    type: IntervieweeDto,
    example: { agent_context: 'Plans for a team of twelve; moved from a paper calendar in June.' },
  })
  update(
    @CurrentCaller() caller: Caller,
    @Param('topic_id', IdPipe) topicId: string,
    @Param('id', IdPipe) id: string,
    @Body() body: UpdateIntervieweeDto,
  ): Promise<IntervieweeDto> {
    return this.interviewees.update(caller, topicId, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_interviewees_destroy',
    summary: 'Delete a context',
    description: "Deletes the row. The person's link keeps working.",
    status: 204,
  })
  destroy(
    @CurrentCaller() caller: Caller,
    @Param('topic_id', IdPipe) topicId: string,
    @Param('id', IdPipe) id: string,
  ): Promise<void> {
    return this.interviewees.delete(caller, topicId, id);
  }
}

import { Body, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { IdPipe } from '../validation/uuid.pipe';
import { Operation } from '../openapi/operation.decorator';
import type { PageResult } from '../pagination/page-result';
import { ProjectController } from '../openapi/project-controller.decorator';
import { ResponseDto, ResponseListQuery, UpdateResponseDto } from './response.dto';
import { ResponsesService } from './responses.service';

/** What people said. */
@ProjectController('user_interviews', 'Responses')
export class ResponsesController {
  constructor(private readonly responses: ResponsesService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interviews_list',
    summary: 'List responses',
    description:
      'Interviews of the project that somebody started, newest first. Whoever declined in the end is listed without transcript and answers.',
    type: ResponseDto,
    paged: true,
  })
  list(@CurrentCaller() caller: Caller, @Query() query: ResponseListQuery): Promise<PageResult<ResponseDto>> {
    return this.responses.list(caller, query);
  }

  @Get(':id')
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interviews_retrieve',
    summary: 'Get a response',
    description: 'One response in full.',
    type: ResponseDto,
  })
  retrieve(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ResponseDto> {
    return this.responses.get(caller, id);
  }

  @Patch(':id')
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interviews_partial_update',
    summary: 'Change a response',
    description: 'Changes summary and classifications; what was said stays as it was said.',
    type: ResponseDto,
  })
  update(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: UpdateResponseDto,
  ): Promise<ResponseDto> {
    return this.responses.update(caller, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interviews_destroy',
    summary: 'Delete a response',
    description: 'Deletes the interview with its answers. A link that still works starts a new one.',
    status: 204,
  })
  destroy(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.responses.delete(caller, id);
  }
}

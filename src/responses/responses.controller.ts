import { Body, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { AuditRead } from '../audit/audit-read.decorator';
import { RequireScope } from '../auth/access.decorators';
import { type Caller, CurrentCaller } from '../auth/caller';
import { IdPipe } from '../validation/uuid.pipe';
import { Operation } from '../openapi/operation.decorator';
import type { PageResult } from '../pagination/page-result';
import { ProjectController } from '../openapi/project-controller.decorator';
import { ResponseDto, ResponseListQuery, UpdateResponseDto } from './response.dto';
import { ResponsesService } from './responses.service';

/** Responses of a project. */
@ProjectController('user_interviews', 'Responses')
export class ResponsesController {
  constructor(private readonly responses: ResponsesService) {}

  @Get()
  @AuditRead('all')
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interviews_list',
    summary: 'List responses',
    description:
      'Interviews of the project that were started, newest first. Interviews that were declined later are listed without transcript and answers.',
    type: ResponseDto,
    paged: true,
  })
  list(@CurrentCaller() caller: Caller, @Query() query: ResponseListQuery): Promise<PageResult<ResponseDto>> {
    return this.responses.list(caller, query);
  }

  @Get(':id')
  @AuditRead('all')
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interviews_retrieve',
    summary: 'Get a response',
    description: 'One response with all its answers.',
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
    description: 'Changes summary and classifications. The transcript and the answers cannot be changed.',
    type: ResponseDto,
    example: { classifications: ['off-topic'] },
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
    description:
      'Deletes the interview with its answers. If the link still works, it starts a new interview.',
    status: 204,
  })
  destroy(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.responses.delete(caller, id);
  }
}

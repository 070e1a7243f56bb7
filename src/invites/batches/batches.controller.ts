import { Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { RequireScope } from '../../auth/access.decorators';
import { type Caller, CurrentCaller } from '../../auth/caller';
import { Operation } from '../../openapi/operation.decorator';
import { ProjectController } from '../../openapi/project-controller.decorator';
import { PageQuery } from '../../pagination/page.dto';
import type { PageResult } from '../../pagination/page-result';
import { IdPipe } from '../../validation/uuid.pipe';
import { BatchDto } from './batch.dto';
import { BatchesService } from './batches.service';

/** Batches of a topic: the mails of one call. */
@ProjectController('user_interview_topics/:id/batches', 'Invites')
export class BatchesController {
  constructor(private readonly batches: BatchesService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interview_topics_batches_list',
    summary: 'List the batches',
    description:
      'One row per `send_invites` or `remind` call, and for reminders and thanks that were due together; newest first.',
    type: BatchDto,
    paged: true,
  })
  list(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<PageResult<BatchDto>> {
    return this.batches.list(caller, id, query);
  }

  @Get(':batch_id')
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interview_topics_batches_retrieve',
    summary: 'Get a batch',
    description:
      'Its state, how many mails are where, how fast they are sent, and when the last one will be sent.',
    type: BatchDto,
  })
  get(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('batch_id', IdPipe) batchId: string,
  ): Promise<BatchDto> {
    return this.batches.get(caller, id, batchId);
  }

  @Post(':batch_id/pause')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_batches_pause_create',
    summary: 'Pause a batch',
    description: 'Keeps back every mail whose text has not begun to go out, until the batch is resumed.',
    type: BatchDto,
    errors: [409],
  })
  pause(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('batch_id', IdPipe) batchId: string,
  ): Promise<BatchDto> {
    return this.batches.pause(caller, id, batchId);
  }

  @Post(':batch_id/resume')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_batches_resume_create',
    summary: 'Resume a batch',
    description:
      'Lets the mails of a paused batch go out again. Whether each person may be mailed is decided again.',
    type: BatchDto,
    errors: [409],
  })
  resume(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('batch_id', IdPipe) batchId: string,
  ): Promise<BatchDto> {
    return this.batches.resume(caller, id, batchId);
  }

  @Post(':batch_id/cancel')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_batches_cancel_create',
    summary: 'Cancel a batch',
    description:
      'Ends a batch: mails whose text has not begun to go out are not sent. A later `send_invites` mails these people again.',
    type: BatchDto,
    errors: [409],
  })
  cancel(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('batch_id', IdPipe) batchId: string,
  ): Promise<BatchDto> {
    return this.batches.cancel(caller, id, batchId);
  }
}

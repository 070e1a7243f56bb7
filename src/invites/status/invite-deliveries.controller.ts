import { Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.decorators';
import { type Caller, CurrentCaller } from '../../auth/caller';
import { toCsvResponse } from '../../http/file-download';
import { IdPipe } from '../../validation/uuid.pipe';
import { Operation } from '../../openapi/operation.decorator';
import type { PageResult } from '../../pagination/page-result';
import { ProjectController } from '../../openapi/project-controller.decorator';
import {
  CancelResultDto,
  InviteDeliveryDto,
  InviteDeliveriesQuery,
  InviteDeliverySummaryDto,
} from './invite-delivery.dto';
import { InviteDeliveriesService } from './invite-deliveries.service';

/** The ledger: did this person get it? */
@ProjectController('user_interview_topics/:id/invites', 'Invites')
export class InviteDeliveriesController {
  constructor(private readonly ledger: InviteDeliveriesService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interview_topics_invites_list',
    summary: 'List the invites',
    description: 'One row per mail, newest first: to whom, when, how often tried, and what became of it.',
    type: InviteDeliveryDto,
    paged: true,
  })
  list(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: InviteDeliveriesQuery,
  ): Promise<PageResult<InviteDeliveryDto>> {
    return this.ledger.list(caller, id, query);
  }

  @Get('summary')
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interview_topics_invites_summary_retrieve',
    summary: 'Count the invites',
    description: 'How many mails are in each state, how fast they go out, and when the last one will.',
    type: InviteDeliverySummaryDto,
  })
  summary(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
  ): Promise<InviteDeliverySummaryDto> {
    return this.ledger.summary(caller, id);
  }

  @Get('csv')
  @RequireScope('user_interview:read')
  @ApiProduces('text/csv', 'application/json')
  @Operation({
    id: 'user_interview_topics_invites_csv_retrieve',
    summary: 'Get the invites as CSV',
    description: 'The whole ledger as a file. Cells that look like formulas are quoted.',
  })
  @ApiResponse({
    status: 200,
    description: 'One line per mail.',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  async csv(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<StreamableFile> {
    return toCsvResponse(await this.ledger.csv(caller, id));
  }

  @Post('cancel')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_invites_cancel_create',
    summary: 'Stop what is queued',
    description:
      'Cancels every mail that no worker has taken yet. A later send_invites mails these people after all.',
    type: CancelResultDto,
  })
  cancel(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<CancelResultDto> {
    return this.ledger.cancel(caller, id);
  }

  @Post(':invite_id/retry')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_invites_retry_create',
    summary: 'Retry a failed invite',
    description: 'Queues a failed mail once more, with the same link.',
    type: InviteDeliveryDto,
    errors: [409, 503],
  })
  retry(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('invite_id', IdPipe) inviteId: string,
  ): Promise<InviteDeliveryDto> {
    return this.ledger.retry(caller, id, inviteId);
  }
}

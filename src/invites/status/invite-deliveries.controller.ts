import { Body, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import { AuditRead } from '../../audit/audit-read.decorator';
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
  SettleInviteDto,
} from './invite-delivery.dto';
import { InviteDeliveriesService } from './invite-deliveries.service';

/** Invite deliveries of a topic. */
@ProjectController('user_interview_topics/:id/invites', 'Invites')
export class InviteDeliveriesController {
  constructor(private readonly deliveries: InviteDeliveriesService) {}

  @Get()
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interview_topics_invites_list',
    summary: 'List the invites',
    description:
      'One row per mail, newest first: recipient, kind, times, number of attempts and status. Invites, reminders and thanks are listed together.',
    type: InviteDeliveryDto,
    paged: true,
  })
  list(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: InviteDeliveriesQuery,
  ): Promise<PageResult<InviteDeliveryDto>> {
    return this.deliveries.list(caller, id, query);
  }

  @Get('summary')
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interview_topics_invites_summary_retrieve',
    summary: 'Count the invites',
    description: 'Number of mails by status, how fast they are sent, and when the last one will be sent.',
    type: InviteDeliverySummaryDto,
  })
  summary(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
  ): Promise<InviteDeliverySummaryDto> {
    return this.deliveries.summary(caller, id);
  }

  @Get('csv')
  @AuditRead('exports')
  @RequireScope('user_interview:read')
  @ApiProduces('text/csv', 'application/json')
  @Operation({
    id: 'user_interview_topics_invites_csv_retrieve',
    summary: 'Get the invites as CSV',
    description:
      "All mails of the topic as a file. A cell that a spreadsheet would run as a formula is prefixed with `'`.",
  })
  @ApiResponse({
    status: 200,
    description: 'One line per mail.',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  async csv(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<StreamableFile> {
    return toCsvResponse(await this.deliveries.csv(caller, id));
  }

  @Post('cancel')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_invites_cancel_create',
    summary: 'Cancel queued invites',
    description:
      'Cancels all queued mails, which no worker has started to send. A later `send_invites` mails these people again; reminders and thanks that were cancelled are not written again by themselves. Uncertain mails stay uncertain and are not sent once more.',
    type: CancelResultDto,
  })
  cancel(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<CancelResultDto> {
    return this.deliveries.cancel(caller, id);
  }

  @Post(':invite_id/retry')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_invites_retry_create',
    summary: 'Retry a failed invite',
    description: 'Queues a failed mail again, with the same link.',
    type: InviteDeliveryDto,
    errors: [409, 503],
  })
  retry(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('invite_id', IdPipe) inviteId: string,
  ): Promise<InviteDeliveryDto> {
    return this.deliveries.retry(caller, id, inviteId);
  }

  @Post(':invite_id/settle')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_invites_settle_create',
    summary: 'Settle an uncertain invite',
    description:
      'Records what became of a mail that went out without a reply of the mail server, so that it is not sent once more. The log of the mail server, or the person, can tell.',
    type: InviteDeliveryDto,
    errors: [409],
  })
  settle(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('invite_id', IdPipe) inviteId: string,
    @Body() body: SettleInviteDto,
  ): Promise<InviteDeliveryDto> {
    return this.deliveries.settle(caller, id, inviteId, body.outcome);
  }
}

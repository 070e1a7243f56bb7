import { Body, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiExtraModels, ApiResponse } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.decorators';
import { type Caller, CurrentCaller } from '../../auth/caller';
import { IdPipe } from '../../validation/uuid.pipe';
import { Operation } from '../../openapi/operation.decorator';
import { WholeListQuery } from '../../pagination/page.dto';
import type { PageResult } from '../../pagination/page-result';
import { ProjectController } from '../../openapi/project-controller.decorator';
import {
  InviteCopyDto,
  InvitePreviewDto,
  InviteResultDto,
  PreviewInviteDto,
  SEND_RESULT_SCHEMA,
  SendInvitesDto,
  SendWarningsDto,
  TestInviteResultDto,
} from './invite.dto';
import { InvitePreviewsService } from './invite-previews.service';
import { Throttle } from '../../throttle/throttle.decorators';
import { InvitesService } from './invites.service';
import { TestInvitesService } from './test-invites.service';

/** Invite mails of a topic. */
@ProjectController('user_interview_topics/:id', 'Invites')
export class InvitesController {
  constructor(
    private readonly invites: InvitesService,
    private readonly previews: InvitePreviewsService,
    private readonly tests: TestInvitesService,
  ) {}

  @Post('preview_invite')
  @HttpCode(200)
  @RequireScope('user_interview:read')
  @Operation({
    id: 'user_interview_topics_preview_invite_create',
    summary: 'Preview an invite',
    description:
      'The mail that a targeted person would get, with a placeholder instead of the link. Sends and stores nothing.',
    type: InvitePreviewDto,
    example: { subject: '', message: '', interviewee_identifier: '' },
  })
  preview(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: PreviewInviteDto,
  ): Promise<InvitePreviewDto> {
    return this.previews.preview(caller, id, body);
  }

  @Post('send_invites')
  @Throttle('send')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_send_invites_create',
    summary: 'Send the invites',
    description:
      'Creates missing links and mails each person whose identifier is an email address. A person whose current link was mailed before is skipped, so it is safe to repeat the call.',
    errors: [409, 503],
    example: { subject: '', message: '', send_async: true, dry_run: false },
  })
  @ApiExtraModels(InviteResultDto, SendWarningsDto)
  @ApiResponse({ status: 200, description: 'A page of people.', schema: SEND_RESULT_SCHEMA })
  send(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: SendInvitesDto,
    @Query() query: WholeListQuery,
  ): Promise<PageResult<InviteResultDto>> {
    return this.invites.send(caller, id, body, query);
  }

  @Post('send_test')
  @Throttle('send')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_send_test_create',
    summary: 'Send yourself a test invite',
    description:
      'Sends you the invite, marked as a test and with your test link, so that you can check it before you send the invites.',
    type: TestInviteResultDto,
    errors: [503],
    example: { subject: '', message: '' },
  })
  sendTest(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: InviteCopyDto,
  ): Promise<TestInviteResultDto> {
    return this.tests.send(caller, id, body);
  }
}

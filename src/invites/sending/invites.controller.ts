import { Body, HttpCode, Param, Post, Query } from '@nestjs/common';
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
  SendInvitesDto,
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
      'The mail as a targeted person would get it. Sends nothing, writes nothing, and shows a placeholder instead of a link.',
    type: InvitePreviewDto,
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
      'Makes the links that are missing and mails each person whose identifier is an address. Whoever was mailed this link before is left alone, so calling it again is safe.',
    type: InviteResultDto,
    paged: true,
    errors: [503],
  })
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
    summary: 'Mail yourself a test',
    description:
      'Sends you the invite, marked as a test and with your test link, before anybody else gets one.',
    type: TestInviteResultDto,
    errors: [503],
  })
  sendTest(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: InviteCopyDto,
  ): Promise<TestInviteResultDto> {
    return this.tests.send(caller, id, body);
  }
}

import { Body, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiExtraModels, ApiResponse } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.decorators';
import { type Caller, CurrentCaller } from '../../auth/caller';
import { Operation } from '../../openapi/operation.decorator';
import { ProjectController } from '../../openapi/project-controller.decorator';
import { WholeListQuery } from '../../pagination/page.dto';
import type { PageResult } from '../../pagination/page-result';
import { Throttle } from '../../throttle/throttle.decorators';
import { IdPipe } from '../../validation/uuid.pipe';
import { InviteResultDto, SEND_RESULT_SCHEMA, SendWarningsDto } from '../sending/invite.dto';
import { RemindDto } from './remind.dto';
import { RemindService } from './remind.service';

/** Reminders that a researcher sends. */
@ProjectController('user_interview_topics/:id', 'Invites')
export class RemindController {
  constructor(private readonly reminders: RemindService) {}

  @Post('remind')
  @Throttle('send')
  @HttpCode(200)
  @RequireScope('user_interview:write')
  @Operation({
    id: 'user_interview_topics_remind_create',
    summary: 'Remind people',
    description:
      "Mails a reminder now to everybody who is due, or to those of the people named in `identifiers`: who was invited, has not answered, and got no mail during the topic's `reminder_gap_days`. A person gets three reminders at most, with the link of the invite. Reasons besides those of `send_invites`: `not_invited` (no invite has gone out), `reminded_recently` (inside the gap, until `free_at`), and `already_sent` (three reminders).",
    errors: [503],
    example: { subject: '', message: '', dry_run: false },
  })
  @ApiExtraModels(InviteResultDto, SendWarningsDto)
  @ApiResponse({ status: 200, description: 'A page of people.', schema: SEND_RESULT_SCHEMA })
  remind(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() body: RemindDto,
    @Query() query: WholeListQuery,
  ): Promise<PageResult<InviteResultDto>> {
    return this.reminders.remind(caller, id, body, query);
  }
}

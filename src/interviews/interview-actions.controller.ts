import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.decorators';
import { Throttle } from '../throttle/throttle.decorators';
import { DraftDto } from './draft.dto';
import { type DraftAnswer, draftAnswer } from './draft-answer';
import { InterviewDesk } from './interview-desk.service';
import { InterviewForm } from './interview-form.dto';
import { InterviewFormsService } from './interview-forms.service';
import type { Visitor } from './interviews.service';
import { sendPage } from './page-answer';
import { CurrentVisitor } from './visitor';

/** What interviewees do: the forms of the pages, and the saves of their script. */
@ApiExcludeController()
@Public()
@Throttle('interview')
@Controller('interview')
export class InterviewActionsController {
  constructor(
    private readonly desk: InterviewDesk,
    private readonly forms: InterviewFormsService,
  ) {}

  @Post(':access_token')
  async submit(
    @CurrentVisitor() visitor: Visitor,
    @Body() form: InterviewForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPage(reply, await this.desk.submit(visitor, form));
  }

  @Post(':access_token/draft')
  @HttpCode(200)
  async draft(
    @CurrentVisitor() visitor: Visitor,
    @Body() draft: DraftDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftAnswer> {
    const { status, body } = draftAnswer(await this.forms.draft(visitor, draft));
    void reply.status(status);
    return body;
  }
}

import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../auth/access.decorators';
import { Throttle } from '../../throttle/throttle.decorators';
import { DraftDto } from './draft.dto';
import { type DraftResponse, toDraftResponse } from './draft-response';
import { InterviewPageService } from './interview-page.service';
import { InterviewForm } from './interview-form.dto';
import { InterviewFormsService } from './interview-forms.service';
import type { Visitor } from '../interviews.service';
import { sendPage } from './page-response';
import { CurrentVisitor } from './visitor.decorator';

/** What interviewees do: the forms of the pages, and the saves of their script. */
@ApiExcludeController()
@Public()
@Throttle('interview')
@Controller('interview')
export class InterviewFormController {
  constructor(
    private readonly desk: InterviewPageService,
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
  ): Promise<DraftResponse> {
    const { status, body } = toDraftResponse(await this.forms.draft(visitor, draft));
    void reply.status(status);
    return body;
  }
}

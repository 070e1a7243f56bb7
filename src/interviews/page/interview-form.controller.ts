import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../auth/access.decorators';
import { Throttle } from '../../throttle/throttle.decorators';
import type { Visitor } from '../interview-state';
import { DraftDto } from './draft.dto';
import { type DraftResponse, toDraftResponse } from './draft-response';
import { InterviewForm } from './interview-form.dto';
import { InterviewPageService } from './interview-page.service';
import { sendPage } from '../../pages/page-response';
import { CurrentVisitor } from './visitor.decorator';

/** Takes the forms of the interview page, and the drafts that its script saves. */
@ApiExcludeController()
@Public()
@Throttle('interview')
@Controller('interview')
export class InterviewFormController {
  constructor(private readonly page: InterviewPageService) {}

  @Post(':access_token')
  async submit(
    @CurrentVisitor() visitor: Visitor,
    @Body() form: InterviewForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPage(reply, await this.page.submit(visitor, form));
  }

  @Post(':access_token/draft')
  @HttpCode(200)
  async draft(
    @CurrentVisitor() visitor: Visitor,
    @Body() draft: DraftDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftResponse> {
    const { status, body } = toDraftResponse(await this.page.draft(visitor, draft));
    void reply.status(status);
    return body;
  }
}

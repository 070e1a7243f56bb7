import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../auth/access.decorators';
import { InterviewPageService, type PageQuery } from './interview-page.service';
import type { Visitor } from '../interviews.service';
import { sendPage } from './page-response';
import { CurrentVisitor } from './visitor.decorator';

/** The pages that interviewees open; the token in the path is all they need. Opening one changes nothing. */
@ApiExcludeController()
@Public()
@Controller('interview')
export class InterviewPageController {
  constructor(private readonly desk: InterviewPageService) {}

  @Get('preview')
  preview(@CurrentVisitor() visitor: Visitor, @Query() query: PageQuery, @Res() reply: FastifyReply): void {
    sendPage(reply, this.desk.preview(visitor, query));
  }

  @Get(':access_token')
  async open(
    @CurrentVisitor() visitor: Visitor,
    @Query() query: PageQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPage(reply, await this.desk.open(visitor, query));
  }

  @Get(':access_token/later')
  async later(
    @CurrentVisitor() visitor: Visitor,
    @Query() query: PageQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPage(reply, await this.desk.later(visitor, query));
  }
}

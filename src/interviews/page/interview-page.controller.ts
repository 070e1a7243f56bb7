import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../auth/access.decorators';
import { InterviewPageService, type PageQuery } from './interview-page.service';
import type { Visitor } from '../interview-state';
import { sendPage } from '../../pages/page-response';
import { CurrentVisitor } from './visitor.decorator';

/** Serves the interview pages. The token in the path is the only credential. Opening a page changes nothing. */
@ApiExcludeController()
@Public()
@Controller('interview')
export class InterviewPageController {
  constructor(private readonly page: InterviewPageService) {}

  @Get('preview')
  preview(@CurrentVisitor() visitor: Visitor, @Query() query: PageQuery, @Res() reply: FastifyReply): void {
    sendPage(reply, this.page.preview(visitor, query));
  }

  @Get(':access_token')
  async open(
    @CurrentVisitor() visitor: Visitor,
    @Query() query: PageQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPage(reply, await this.page.open(visitor, query));
  }

  @Get(':access_token/later')
  async later(
    @CurrentVisitor() visitor: Visitor,
    @Query() query: PageQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPage(reply, await this.page.later(visitor, query));
  }
}

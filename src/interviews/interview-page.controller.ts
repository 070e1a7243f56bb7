import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.decorators';
import { InterviewsService, type RenderedPage } from './interviews.service';

/** The pages that interviewees open; the token in the path is all they need. */
@ApiExcludeController()
@Public()
@Controller('interview')
export class InterviewPageController {
  constructor(private readonly interviews: InterviewsService) {}

  @Get('preview')
  @Header('Content-Type', 'text/html; charset=utf-8')
  preview(): string {
    return this.interviews.preview().html;
  }

  @Get(':access_token')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async open(
    @Param('access_token') accessToken: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { status, html }: RenderedPage = await this.interviews.open(accessToken);
    void reply.status(status);
    return html;
  }
}

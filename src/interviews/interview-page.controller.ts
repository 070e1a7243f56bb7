import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.decorators';
import { InterviewPages } from './interview-pages';
import { InterviewsService } from './interviews.service';

/** The pages that interviewees open; the token in the path is all they need. */
@ApiExcludeController()
@Public()
@Controller('interview')
export class InterviewPageController {
  private readonly pages = new InterviewPages();

  constructor(private readonly interviews: InterviewsService) {}

  @Get('preview')
  @Header('Content-Type', 'text/html; charset=utf-8')
  preview(): string {
    return this.pages.render('preview', {});
  }

  @Get(':access_token')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async open(
    @Param('access_token') accessToken: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const view = await this.interviews.view({ accessToken, language: 'en', respondentKey: null });
    if (!view) {
      void reply.status(404);
      return this.pages.render('not-found', {});
    }
    return this.pages.render('welcome', {
      user_name: view.userName,
      topic: view.topic,
      question_count: view.state.step === 'welcome' ? view.state.questionCount : 0,
      asked_by: view.askedBy,
    });
  }
}

import {
  Body,
  Controller,
  createParamDecorator,
  type ExecutionContext,
  Get,
  Post,
  Query,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { Public } from '../auth/access.decorators';
import { AcceptMultipart } from '../http/body-parsers';
import { sendPage } from '../pages/page-response';
import { languageOf } from '../pages/visitor-language';
import { Throttle } from '../throttle/throttle.decorators';
import { readOptOutForm } from './opt-out-form';
import { OptOutPageService, type OptOutVisitor } from './opt-out-page.service';
import { OptOutThrottleGuard } from './opt-out-throttle.guard';

const CurrentVisitor = createParamDecorator((_data: unknown, context: ExecutionContext): OptOutVisitor => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { token = '' } = request.params as { token?: string };
  const takesPages = new Negotiator(request.raw).mediaType(['text/html', 'text/plain']) === 'text/html';
  return { token, language: languageOf(request), takesPages };
});

/**
 * The unsubscribe page, for people and for the button of their mail program (RFC 8058). The token in the path is the only
 * credential: neither cookie nor origin is asked for.
 */
@ApiExcludeController()
@Public()
@Throttle('none')
@UseGuards(OptOutThrottleGuard)
@Controller('unsubscribe')
export class OptOutController {
  constructor(private readonly page: OptOutPageService) {}

  @Get('preview')
  preview(
    @CurrentVisitor() visitor: OptOutVisitor,
    @Query() query: { language?: unknown },
    @Res() reply: FastifyReply,
  ): void {
    sendPage(reply, this.page.preview(visitor, query));
  }

  @Get(':token')
  async open(
    @CurrentVisitor() visitor: OptOutVisitor,
    @Query() query: { language?: unknown },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPage(reply, await this.page.open(visitor, query));
  }

  @Post(':token')
  @AcceptMultipart()
  async submit(
    @CurrentVisitor() visitor: OptOutVisitor,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPage(reply, await this.page.submit(visitor, readOptOutForm(body)));
  }
}

import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../auth/access.decorators';
import { Settings } from '../../config/settings';
import { SignInPageService, type SignInQuery, type SignInVisitor } from './sign-in-page.service';
import { sendSignIn } from './sign-in-pages';
import { CurrentVisitor } from './sign-in-visitor.decorator';

/** The pages on which people sign in by a mailed link. They need no script. */
@ApiExcludeController()
@Public()
@Controller('sign-in')
export class SignInController {
  constructor(
    private readonly page: SignInPageService,
    private readonly settings: Settings,
  ) {}

  @Get()
  start(
    @CurrentVisitor() visitor: SignInVisitor,
    @Query() query: SignInQuery,
    @Res() reply: FastifyReply,
  ): void {
    sendSignIn(reply, this.page.start(visitor, query), this.settings.publicUrl);
  }

  @Post()
  request(
    @CurrentVisitor() visitor: SignInVisitor,
    @Query() query: SignInQuery,
    @Body() form: unknown,
    @Res() reply: FastifyReply,
  ): void {
    sendSignIn(reply, this.page.request(visitor, query, form), this.settings.publicUrl);
  }

  @Get('sent')
  sent(
    @CurrentVisitor() visitor: SignInVisitor,
    @Query() query: SignInQuery,
    @Res() reply: FastifyReply,
  ): void {
    sendSignIn(reply, this.page.sent(visitor, query), this.settings.publicUrl);
  }

  @Get(':token')
  async open(
    @CurrentVisitor() visitor: SignInVisitor,
    @Param('token') token: string,
    @Query() query: SignInQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendSignIn(reply, await this.page.open(visitor, token, query), this.settings.publicUrl);
  }

  @Post(':token')
  async confirm(
    @CurrentVisitor() visitor: SignInVisitor,
    @Param('token') token: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendSignIn(reply, await this.page.confirm(visitor, token), this.settings.publicUrl);
  }
}

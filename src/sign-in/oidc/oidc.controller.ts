import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../auth/access.decorators';
import { Settings } from '../../config/settings';
import type { SignInQuery, SignInVisitor } from '../page/sign-in-page.service';
import { sendSignIn } from '../page/sign-in-pages';
import { CurrentVisitor } from '../page/sign-in-visitor.decorator';
import { keepAttempt, takeAttempt } from './oidc-cookie';
import { OidcSignInService } from './oidc-sign-in.service';

/** Signing in at an OpenID Connect provider. */
@ApiExcludeController()
@Public()
@Controller('sign-in/oidc')
export class OidcController {
  constructor(
    private readonly oidc: OidcSignInService,
    private readonly settings: Settings,
  ) {}

  @Get()
  async begin(
    @CurrentVisitor() visitor: SignInVisitor,
    @Query() query: SignInQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { publicUrl } = this.settings;
    const { response, attempt } = await this.oidc.begin(visitor, query);
    if (attempt) keepAttempt(reply, attempt, publicUrl);
    sendSignIn(reply, response, publicUrl);
  }

  @Get('callback')
  async finish(
    @CurrentVisitor() visitor: SignInVisitor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { publicUrl } = this.settings;
    const attempt = takeAttempt(request, reply, publicUrl);
    const [, query = ''] = request.url.split('?', 2);
    sendSignIn(reply, await this.oidc.finish(visitor, query, attempt), publicUrl);
  }
}

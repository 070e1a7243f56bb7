import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequireSession } from '../auth/access.decorators';
import { CurrentSession, type SignedIn } from '../auth/caller';
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from '../auth/session-cookie';
import { Settings } from '../config/settings';
import { Operation } from '../openapi/operation.decorator';
import { PageQuery } from '../pagination/page.dto';
import type { PageResult } from '../pagination/page-result';
import { Throttle } from '../throttle/throttle.decorators';
import { IdPipe } from '../validation/uuid.pipe';
import { CurrentSessionDto, SessionDto } from './session.dto';
import { SessionService } from './session.service';

/** The session of the signed-in user, and their sessions in other browsers. */
@Controller('api')
@ApiTags('Session')
@RequireSession()
@Throttle('visitor')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly settings: Settings,
  ) {}

  @Get('session')
  @Operation({
    id: 'session_retrieve',
    summary: 'Get the session',
    description:
      'Who is signed in, their projects with their role in each, and the CSRF token. 401 when nobody is signed in.',
    type: CurrentSessionDto,
  })
  async current(
    @CurrentSession() signedIn: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CurrentSessionDto> {
    const token = sessionTokenOf(request) ?? '';
    // The browser counts the days without use from here.
    setSessionCookie(reply, token, this.settings.publicUrl);
    return this.sessions.current(signedIn, token);
  }

  @Post('session/sign_out')
  @HttpCode(204)
  @Operation({
    id: 'session_sign_out_create',
    summary: 'Sign out',
    description: 'Ends the session of the request.',
    status: 204,
  })
  async signOut(
    @CurrentSession() signedIn: SignedIn,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(signedIn, signedIn.sessionId);
    clearSessionCookie(reply, this.settings.publicUrl);
  }

  @Get('sessions')
  @Operation({
    id: 'sessions_list',
    summary: "List one's sessions",
    description: 'The browsers in which the user is signed in, the last used first.',
    type: SessionDto,
    paged: true,
  })
  list(@CurrentSession() signedIn: SignedIn, @Query() query: PageQuery): Promise<PageResult<SessionDto>> {
    return this.sessions.list(signedIn, query);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Operation({
    id: 'sessions_destroy',
    summary: "End one of one's sessions",
    description: 'Signs the user out of a browser, from its next request on.',
    status: 204,
  })
  async end(@CurrentSession() signedIn: SignedIn, @Param('id', IdPipe) id: string): Promise<void> {
    await this.sessions.end(signedIn, id);
  }
}

import { Injectable } from '@nestjs/common';
import { csrfTokenOf } from '../auth/session-cookie';
import type { SignedIn } from '../auth/caller';
import { DEFAULT_PAGE_SIZE, type PageQuery } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import { SessionsService } from '../users/sessions.service';
import { UsersService } from '../users/users.service';
import { type CurrentSessionDto, type SessionDto, toCurrentSessionDto, toSessionDto } from './session.dto';

/** Sessions as their users see them. */
@Injectable()
export class SessionService {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
  ) {}

  /** The user and their projects. @param token of the session */
  async current({ userId }: SignedIn, token: string): Promise<CurrentSessionDto> {
    const { user, memberships } = await this.users.profile(userId);
    return toCurrentSessionDto(user, memberships, csrfTokenOf(token));
  }

  /** One page of the user's sessions, the last used first. */
  async list({ userId, sessionId }: SignedIn, query: PageQuery): Promise<PageResult<SessionDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset } = query;
    const sessions = await this.sessions.list(userId);
    return PageResult.fromList(sessions, { limit, offset }, (session) => toSessionDto(session, sessionId));
  }

  /** Ends a session of the user, from the next request on. @throws NotFound */
  async end({ userId }: SignedIn, id: string): Promise<void> {
    await this.sessions.end(userId, id);
  }
}

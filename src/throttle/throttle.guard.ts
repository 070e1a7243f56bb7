import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACCESS, type Access } from '../auth/access.decorators';
import type { AuthenticatedRequest } from '../auth/caller';
import { Limiters } from './limiters';
import { addressKey, linkKey, respondentKey, visitorKey } from './throttle-keys';
import { THROTTLE, type ThrottleKind } from './throttle.decorators';

/**
 * Limits requests by project for callers with a key, by session for people in the console, so that their pages leave the
 * project's limits to its programs, and by IP address for visitors. Runs after the auth guard.
 */
@Injectable()
export class ThrottleGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limiters: Limiters,
  ) {}

  /** @throws Throttled */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, targets);
    const chosen = this.reflector.getAllAndOverride<ThrottleKind | undefined>(THROTTLE, targets);
    const kind = chosen ?? (access === 'public' ? 'visitor' : 'project');
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const projectId = request.caller?.projectId ?? '';
    const sessionId = request.credentials?.sessionId;
    const sender = sessionId ? `session:${sessionId}` : projectId;
    switch (kind) {
      case 'none':
        break;
      case 'visitor':
        await this.limiters.count(['visitorMinute'], addressKey(request));
        break;
      case 'call':
        await this.limiters.count(['visitorMinute'], addressKey(request));
        await this.limiters.count(['callLinkMinute', 'callLinkHour'], linkKey(request));
        await this.limiters.count(['callRespondentMinute'], respondentKey(request));
        break;
      case 'report':
        await this.limiters.count(['reportMinute'], addressKey(request));
        break;
      case 'interview':
        await this.limiters.count(['visitorIpMinute'], addressKey(request));
        await this.limiters.count(['interviewMinute'], visitorKey(request));
        break;
      case 'project':
        await this.limiters.count(['projectMinute', 'projectHour'], sender);
        break;
      case 'send':
        await this.limiters.count(['projectMinute', 'projectHour'], sender);
        await this.limiters.count(['sendMinute'], projectId);
        break;
    }
    return true;
  }
}

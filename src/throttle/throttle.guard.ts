import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { createHash } from 'node:crypto';
import { ACCESS, type Access } from '../auth/access.decorators';
import type { AuthenticatedRequest } from '../auth/caller';
import { linkKey, respondentKey } from './call-keys';
import { Limiters } from './limiters';
import { THROTTLE, type ThrottleKind } from './throttle.decorators';

/** Runs after the auth guard: by project for callers with a key, by address for visitors. */
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
    switch (kind) {
      case 'none':
        break;
      case 'visitor':
        await this.limiters.count(['visitorMinute'], request.ip);
        break;
      case 'call':
        await this.limiters.count(['visitorMinute'], request.ip);
        await this.limiters.count(['callLinkMinute', 'callLinkHour'], linkKey(request));
        await this.limiters.count(['callRespondentMinute'], respondentKey(request));
        break;
      case 'report':
        await this.limiters.count(['reportMinute'], request.ip);
        break;
      case 'interview':
        await this.limiters.count(['officeMinute'], request.ip);
        await this.limiters.count(['interviewMinute'], interviewKey(request));
        break;
      case 'project':
        await this.limiters.count(['projectMinute', 'projectHour'], projectId);
        break;
      case 'send':
        await this.limiters.count(['projectMinute', 'projectHour', 'sendMinute'], projectId);
        break;
    }
    return true;
  }
}

/** One visitor of one link: colleagues behind one address share a link at times, and tell themselves apart by cookies. */
function interviewKey({ ip, params, headers }: AuthenticatedRequest): string {
  const { access_token: token = '' } = params as { access_token?: string };
  return createHash('sha256')
    .update(JSON.stringify([ip, token, headers.cookie ?? '']))
    .digest('base64url');
}

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { UnsubscribeTokens } from '../contacts/unsubscribe-tokens';
import { Limiters } from '../throttle/limiters';
import { addressKey } from '../throttle/throttle-keys';

/**
 * Limits requests to the unsubscribe page by token, if it is a true one: the opt-outs of thousands of people come from a
 * few addresses of their mail provider, and none of them may be lost. What has no true token is limited by address.
 */
@Injectable()
export class OptOutThrottleGuard implements CanActivate {
  constructor(
    private readonly limiters: Limiters,
    private readonly tokens: UnsubscribeTokens,
  ) {}

  /** @throws Throttled */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { token = '' } = request.params as { token?: string };
    if (this.tokens.read(token)) {
      const key = createHash('sha256').update(token).digest('base64url');
      await this.limiters.count(['interviewMinute'], `unsubscribe:${key}`);
    } else {
      await this.limiters.count(['visitorMinute'], addressKey(request));
    }
    return true;
  }
}

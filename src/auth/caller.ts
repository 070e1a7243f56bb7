import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ApiKeyOwner } from '../users/api-key';

/** Who sent the request, and the project whose rows it may touch. */
export interface Caller {
  userId: string;
  keyId: string;
  projectId: string;
}

/** The request on its way: `keyHolder` is known before the body is read, `caller` after the guard has let it pass. */
export interface AuthenticatedRequest extends FastifyRequest {
  keyHolder?: ApiKeyOwner;
  caller?: Caller;
}

/** The caller of this request, for a handler's parameter. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!caller) throw new Error('CurrentCaller is used on a route that asks for no key.');
  return caller;
});

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ApiKeyOwner } from '../users/api-key';

/** The authenticated sender of a request, and the project that it may access. */
export interface Caller {
  userId: string;
  keyId: string;
  projectId: string;
}

/** `apiKeyOwner` is set before the body is read, `caller` once the guard has checked scope and project. */
export interface AuthenticatedRequest extends FastifyRequest {
  apiKeyOwner?: ApiKeyOwner;
  caller?: Caller;
}

/** Parameter decorator: the caller of the request. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!caller) throw new Error('CurrentCaller is used on a route without an API key.');
  return caller;
});

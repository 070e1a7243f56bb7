import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PermissionDenied } from '../errors/domain-errors';
import type { Scope } from '../users/api-key';
import type { Credentials } from '../users/credentials';
import { type Role, roleFor } from '../users/role';

/** The authenticated sender of a request, and the project that it may access. */
export interface Caller {
  userId: string;
  /** Null in a session. */
  keyId: string | null;
  projectId: string;
  /** Whether the caller may do what takes the scope `*`, on routes that let others in too. */
  isAdmin: boolean;
}

/** The error for a caller whose role does not allow what the scope stands for. */
export function missingRole(role: Role, scope: Scope): PermissionDenied {
  return new PermissionDenied(
    `The role '${role}' does not allow this; it takes the role '${roleFor([scope])}'.`,
  );
}

/** The error for a caller whose key does not cover the scope. */
export function missingScope(scope: Scope): PermissionDenied {
  return new PermissionDenied(`API key is missing the required scope '${scope}'.`);
}

/** `credentials` is set before the body is read, `caller` once the guard has checked scope and project. */
export interface AuthenticatedRequest extends FastifyRequest {
  credentials?: Credentials;
  caller?: Caller;
}

/** Parameter decorator: the caller of the request. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!caller) throw new Error('CurrentCaller is used on a route without a project.');
  return caller;
});

/** The signed-in user of a request, and their session. */
export interface SignedIn {
  userId: string;
  sessionId: string;
}

/** Parameter decorator: the signed-in user, on routes that need a session. */
export const CurrentSession = createParamDecorator((_data: unknown, context: ExecutionContext): SignedIn => {
  const { credentials } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!credentials?.sessionId) throw new Error('CurrentSession is used on a route without a session.');
  return { userId: credentials.userId, sessionId: credentials.sessionId };
});

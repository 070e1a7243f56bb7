import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACCESS, type Access } from './access.decorators';
import { AuthService } from './auth.service';
import { projectOf } from './authenticate-requests';
import type { AuthenticatedRequest } from './caller';

/** Rejects requests without the scope that the route declares. Routes without a declared access are rejected too. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly auth: AuthService,
  ) {}

  /** @throws PermissionDenied, NotFound */
  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    if (access === undefined)
      throw new Error(`${context.getClass().name} has a route without declared access.`);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { credentials } = request;
    if (!credentials || (access === 'session' && credentials.sessionId === null))
      throw new Error(`${context.getClass().name} has a route whose request was not authenticated.`);
    if (access === 'key' || access === 'session') return true;
    request.caller = this.auth.authorize(credentials, access, projectOf(request));
    return true;
  }
}

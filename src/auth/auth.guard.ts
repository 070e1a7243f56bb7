import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACCESS, type Access } from './access.decorators';
import { AuthService } from './auth.service';
import { projectOf } from './authenticate-requests';
import type { AuthenticatedRequest } from './caller';

/** Closed unless the route says otherwise: every request needs a key with its scope, but for routes marked public. */
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
    if (!request.keyHolder)
      throw new Error(`${context.getClass().name} has a route whose key was not looked at.`);
    if (access === 'key') return true;
    request.caller = this.auth.authorize(request.keyHolder, access, projectOf(request));
    return true;
  }
}

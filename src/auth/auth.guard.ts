import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACCESS, type Access } from './access.decorators';
import { AuthService } from './auth.service';
import type { AuthenticatedRequest } from './caller';

/** Closed unless the route says otherwise: every request needs a key, but for routes marked public. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly auth: AuthService,
  ) {}

  /** @throws NotAuthenticated, AuthenticationFailed, PermissionDenied, NotFound */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    if (access === undefined)
      throw new Error(`${context.getClass().name} has a route without declared access.`);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { project_id: projectId } = request.params as { project_id?: string };
    request.caller = await this.auth.authenticate(request.headers.authorization, access, projectId ?? '');
    return true;
  }
}

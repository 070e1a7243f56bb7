import { Injectable } from '@nestjs/common';
import { AuthenticationFailed, NotAuthenticated, NotFound, PermissionDenied } from '../errors/domain-errors';
import { isId } from '../validation/uuid.pipe';
import { covers, type ApiKeyOwner, type Scope } from '../users/api-key';
import { UsersService } from '../users/users.service';
import type { Caller } from './caller';

/** Stands for the only project that a key reaches. */
export const CURRENT_PROJECT = '@current';

const BEARER = /^Bearer(?: +(.*))?$/i;

/** Decides who is calling and whether they may (contract, Authentication and tenancy). */
@Injectable()
export class AuthService {
  constructor(private readonly users: UsersService) {}

  /**
   * Whose key it is, and whether it reaches the project; all that can be said before the body is read.
   * @param authorization the header as it came
   * @throws NotAuthenticated there is no bearer credential
   * @throws AuthenticationFailed the key is malformed, unknown or revoked
   */
  async authenticate(authorization: string | undefined, projectId: string): Promise<ApiKeyOwner> {
    const bearer = BEARER.exec(authorization?.trim() ?? '');
    if (!bearer) throw new NotAuthenticated();
    const holder = await this.users.findApiKeyOwner(bearer[1] ?? '', isId(projectId) ? projectId : null);
    if (!holder) throw new AuthenticationFailed();
    return holder;
  }

  /**
   * Lets the holder of a key through to what a route does in the project.
   * @throws PermissionDenied the key lacks the scope
   * @throws NotFound there is no such project, or the key does not reach it
   */
  authorize(holder: ApiKeyOwner, needed: Scope, projectId: string): Caller {
    if (!covers(holder.scopes, needed)) {
      throw new PermissionDenied(`API key is missing the required scope '${needed}'.`);
    }
    if (holder.projectId === null || !namesProject(projectId)) throw new NotFound();
    return { userId: holder.userId, keyId: holder.keyId, projectId: holder.projectId };
  }
}

function namesProject(projectId: string): boolean {
  return isId(projectId) || projectId === CURRENT_PROJECT;
}

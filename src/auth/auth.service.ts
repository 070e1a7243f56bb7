import { Injectable } from '@nestjs/common';
import { AuthenticationFailed, NotAuthenticated, NotFound, PermissionDenied } from '../errors/domain-errors';
import { isId } from '../validation/uuid.pipe';
import { covers, type ApiKeyOwner, type Scope } from '../users/api-key';
import { UsersService } from '../users/users.service';
import type { Caller } from './caller';

/** Path segment that stands for the only project that a key reaches. */
export const CURRENT_PROJECT = '@current';

const BEARER = /^Bearer(?: +(.*))?$/i;

/** Authenticates API keys and authorizes their owners. */
@Injectable()
export class AuthService {
  constructor(private readonly users: UsersService) {}

  /**
   * Finds the owner of the key, and whether the key reaches the project. Needs nothing of the body.
   * @param authorization the header as sent
   * @throws NotAuthenticated there is no bearer credential
   * @throws AuthenticationFailed the key is malformed, unknown or revoked
   */
  async authenticate(authorization: string | undefined, projectId: string): Promise<ApiKeyOwner> {
    const bearer = BEARER.exec(authorization?.trim() ?? '');
    if (!bearer) throw new NotAuthenticated();
    const owner = await this.users.findApiKeyOwner(bearer[1] ?? '', isId(projectId) ? projectId : null);
    if (!owner) throw new AuthenticationFailed();
    return owner;
  }

  /**
   * Checks that the owner of a key may use a route in the project.
   * @throws PermissionDenied the key lacks the scope
   * @throws NotFound the project does not exist, or the key does not reach it
   */
  authorize(owner: ApiKeyOwner, needed: Scope, projectId: string): Caller {
    if (!covers(owner.scopes, needed)) {
      throw new PermissionDenied(`API key is missing the required scope '${needed}'.`);
    }
    if (owner.projectId === null || !namesProject(projectId)) throw new NotFound();
    return { userId: owner.userId, keyId: owner.keyId, projectId: owner.projectId };
  }
}

function namesProject(projectId: string): boolean {
  return isId(projectId) || projectId === CURRENT_PROJECT;
}

import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { AuthenticationFailed, NotAuthenticated, NotFound, PermissionDenied } from '../errors/domain-errors';
import { isId } from '../validation/uuid.pipe';
import { covers, type ApiKeyOwner, type Scope } from '../users/api-key';
import { UsersService } from '../users/users.service';
import type { Caller } from './caller';

/** Path segment that stands for the only project that a key reaches. */
export const CURRENT_PROJECT = '@current';

const HOW_TO_SEND = 'Send the key in the header `Authorization: Bearer <key>`.';
const BEARER = /^Bearer(?: +(.*))?$/i;

/** Authenticates API keys and authorizes their owners. */
@Injectable()
export class AuthService {
  constructor(private readonly users: UsersService) {}

  /**
   * Finds the owner of the key, and whether the key reaches the project. Needs nothing of the body.
   * @param headers of the request
   * @throws NotAuthenticated there is no bearer credential; the detail says how to send a key that came in another way
   * @throws AuthenticationFailed the key is malformed, unknown or revoked
   */
  async authenticate(headers: IncomingHttpHeaders, projectId: string): Promise<ApiKeyOwner> {
    const bearer = BEARER.exec(headers.authorization?.trim() ?? '');
    if (!bearer) throw notAuthenticated(headers);
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
    if (owner.projectId === null || !namesProject(projectId)) throw noSuchProject(projectId);
    return { userId: owner.userId, keyId: owner.keyId, projectId: owner.projectId };
  }
}

function namesProject(projectId: string): boolean {
  return isId(projectId) || projectId === CURRENT_PROJECT;
}

function notAuthenticated(headers: IncomingHttpHeaders): NotAuthenticated {
  if (headers.authorization?.trim())
    return new NotAuthenticated(`The word Bearer is missing. ${HOW_TO_SEND}`);
  if (headers['x-api-key']) return new NotAuthenticated(`X-API-Key is not read. ${HOW_TO_SEND}`);
  return new NotAuthenticated();
}

/** Says the same about a project that does not exist and one that the key cannot access. */
function noSuchProject(projectId: string): NotFound {
  return new NotFound(
    projectId === CURRENT_PROJECT
      ? '@current stands for the only project of a key, and this key can access several or none. Use the id of a project.'
      : 'No project with this id, or this key cannot access it.',
  );
}

import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { AuthenticationFailed, NotAuthenticated, NotFound } from '../errors/domain-errors';
import { isId } from '../validation/uuid.pipe';
import { covers, type Scope } from '../users/api-key';
import type { Credentials, KeyCredentials, SessionCredentials } from '../users/credentials';
import { allows } from '../users/role';
import { SessionsService } from '../users/sessions.service';
import { UsersService } from '../users/users.service';
import { type Caller, missingRole, missingScope } from './caller';

/** Path segment that stands for the only project that a key reaches. */
export const CURRENT_PROJECT = '@current';

const HOW_TO_SEND = 'Send the key in the header `Authorization: Bearer <key>`.';
const BEARER = /^Bearer(?: +(.*))?$/i;

/** Authenticates API keys and sessions, and authorizes their users. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * Finds the owner of the key, and whether the key reaches the project. Needs nothing of the body.
   * @param headers of the request
   * @throws NotAuthenticated there is no bearer credential; the detail says how to send a key that came in another way
   * @throws AuthenticationFailed the key is malformed, unknown, revoked or expired
   */
  async authenticate(headers: IncomingHttpHeaders, projectId: string): Promise<KeyCredentials> {
    const bearer = BEARER.exec(headers.authorization?.trim() ?? '');
    if (!bearer) throw notAuthenticated(headers);
    const owner = await this.users.findApiKeyOwner(bearer[1] ?? '', isId(projectId) ? projectId : null);
    if (!owner) throw new AuthenticationFailed();
    return owner;
  }

  /**
   * Finds the user of a session, and their role in the project.
   * @param token of the session; null when the browser sent none
   * @throws NotAuthenticated there is no token
   * @throws AuthenticationFailed the session has ended
   */
  async authenticateSession(token: string | null, projectId: string): Promise<SessionCredentials> {
    if (token === null) throw new NotAuthenticated('You are not signed in.');
    const session = await this.sessions.find(token, isId(projectId) ? projectId : null);
    if (!session) throw new AuthenticationFailed('Your session has ended. Sign in again.');
    return session;
  }

  /**
   * Checks that the sender of a request may use a route in the project: what the key is limited to, and what the role of
   * its user allows.
   * @throws PermissionDenied the key lacks the scope, or the role does not allow it
   * @throws NotFound the project does not exist, or the sender does not reach it
   */
  authorize(credentials: Credentials, needed: Scope, projectId: string): Caller {
    const { userId, keyId, scopes, role } = credentials;
    if (!covers(scopes, needed)) throw missingScope(needed);
    if (credentials.projectId === null || role === null || !namesProject(projectId))
      throw noSuchProject(projectId);
    if (!allows(role, needed)) throw missingRole(role, needed);
    return {
      userId,
      keyId,
      projectId: credentials.projectId,
      isAdmin: covers(scopes, '*') && allows(role, '*'),
    };
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

import { Injectable } from '@nestjs/common';
import { Batcher } from '../batching/batcher';
import { NotFound } from '../errors/domain-errors';
import type { SessionCredentials } from './credentials';
import { hashSecretToken, isSecretTokenFormat, newSecretToken } from './secret-token';
import type { Session } from './session.entity';
import { type SessionRequest, SessionsRepository } from './sessions.repository';

const MAX_USER_AGENT_LENGTH = 300;

/** Sessions of users in browsers. */
@Injectable()
export class SessionsService {
  /** A lookup starts after the requests that it answers have arrived, so an ended session is refused at once. */
  private readonly lookups: Batcher<SessionRequest, SessionCredentials | null>;

  constructor(private readonly sessions: SessionsRepository) {
    this.lookups = new Batcher((requests) => this.sessions.findOwners(requests));
  }

  /**
   * Signs a user in. Every sign-in makes a session of its own, so that a token that somebody planted is never taken over.
   * @param userAgent what the browser says it is
   * @returns the token for the cookie, which is not stored
   */
  async create(userId: string, userAgent: string): Promise<string> {
    const { token, hash } = newSecretToken();
    const shortened = userAgent.slice(0, MAX_USER_AGENT_LENGTH).toWellFormed();
    await this.sessions.insert({ userId, tokenHash: hash, userAgent: shortened });
    return token;
  }

  /** Finds the user of a session and their role in the project; null when the token is malformed, unknown or ended. */
  async find(token: string, projectId: string | null): Promise<SessionCredentials | null> {
    return isSecretTokenFormat(token)
      ? this.lookups.submit({ tokenHash: hashSecretToken(token), projectId })
      : null;
  }

  /** The sessions of a user, the last used first. */
  async list(userId: string): Promise<Session[]> {
    return this.sessions.list(userId);
  }

  /** Ends a session of the user, from the next request on. @throws NotFound */
  async end(userId: string, id: string): Promise<void> {
    if (!(await this.sessions.delete(userId, id))) throw new NotFound('You have no session with this id.');
  }
}

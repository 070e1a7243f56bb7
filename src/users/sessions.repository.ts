import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, LessThan, MoreThan, type Repository } from 'typeorm';
import { isUnavailable } from '../database/database-errors';
import { DatabasePool, type PreparedStatement } from '../database/database-pool';
import type { SessionCredentials } from './credentials';
import { Session, SESSION_DAYS } from './session.entity';

/** The hash of a session's token, and the requested project; null asks for the only project of the user. */
export interface SessionRequest {
  tokenHash: Buffer;
  projectId: string | null;
}

// SQL because every request of the console waits for it: one prepared statement answers a whole batch of requests.
const SESSION_OWNERS: PreparedStatement = {
  name: 'session_owners',
  text: `
    SELECT request.position::integer AS position, s.id AS "sessionId", s.user_id AS "userId",
           s.last_used_at < now() - interval '1 minute' AS "useIsStale",
           reached.project_id AS "projectId", reached.role
    FROM unnest($1::bytea[], $2::uuid[]) WITH ORDINALITY AS request (token_hash, project_id, position)
    JOIN session s ON s.token_hash = request.token_hash
      AND s.last_used_at > now() - interval '${SESSION_DAYS} days'
    LEFT JOIN LATERAL (
      SELECT min(m.project_id::text) AS project_id, min(m.role) AS role FROM project_membership m
      WHERE m.user_id = s.user_id AND (request.project_id IS NULL OR m.project_id = request.project_id)
      HAVING count(*) = 1) AS reached ON true`,
};

const SCOPES_OF_SESSIONS = ['*'];

/** Queries on sessions. */
@Injectable()
export class SessionsRepository {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly pool: DatabasePool,
  ) {}

  /**
   * Finds the users of sessions that have not ended, in the order of the requests; null for any other token. Updates
   * `last_used_at` of the sessions, at most once a minute each.
   */
  async findOwners(requests: SessionRequest[]): Promise<(SessionCredentials | null)[]> {
    const rows = await this.pool.run<
      Pick<SessionCredentials, 'sessionId' | 'userId' | 'projectId' | 'role'> & {
        position: number;
        useIsStale: boolean;
      }
    >(SESSION_OWNERS, [
      requests.map(({ tokenHash }) => tokenHash),
      requests.map(({ projectId }) => projectId),
    ]);
    const stale = new Set(rows.filter(({ useIsStale }) => useIsStale).map(({ sessionId }) => sessionId));
    if (stale.size > 0) await this.recordUse([...stale]);
    const owners: (SessionCredentials | null)[] = requests.map(() => null);
    for (const { position, sessionId, userId, projectId, role } of rows) {
      owners[position - 1] = { keyId: null, sessionId, userId, scopes: SCOPES_OF_SESSIONS, projectId, role };
    }
    return owners;
  }

  /** A database that takes no writes now still serves reads, so the time of use is left out there. */
  private async recordUse(ids: string[]): Promise<void> {
    try {
      await this.sessions.update({ id: In(ids) }, { lastUsedAt: () => 'now()' });
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
  }

  /** Inserts a session, and deletes those of the user that have ended. */
  async insert(session: Pick<Session, 'userId' | 'tokenHash' | 'userAgent'>): Promise<void> {
    await this.sessions.delete({ userId: session.userId, lastUsedAt: LessThan(endOfUse()) });
    await this.sessions.insert(session);
  }

  /** The sessions of a user that have not ended, the last used first. */
  async list(userId: string): Promise<Session[]> {
    return this.sessions.find({
      where: { userId, lastUsedAt: MoreThan(endOfUse()) },
      order: { lastUsedAt: 'DESC', id: 'DESC' },
    });
  }

  /** Deletes a session of the user. Returns whether there was one. */
  async delete(userId: string, id: string): Promise<boolean> {
    return (await this.sessions.delete({ userId, id })).affected === 1;
  }
}

function endOfUse(): Date {
  return new Date(Date.now() - SESSION_DAYS * 86_400_000);
}

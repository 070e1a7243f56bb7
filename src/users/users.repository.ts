import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, type Repository } from 'typeorm';
import { isUnavailable } from '../database/database-errors';
import { DatabasePool, type PreparedStatement } from '../database/database-pool';
import type { Transaction } from '../database/transaction-runner';
import type { KeyCredentials } from './credentials';
import { PersonalApiKey } from './personal-api-key.entity';
import { ProjectMembership } from './project-membership.entity';
import { type Role, ROLES } from './role';
import { Project } from './project.entity';
import { User } from './user.entity';

/** The hash of a key that was sent, and the requested project; null asks for the only project that the key reaches. */
export interface KeyRequest {
  keyHash: Buffer;
  projectId: string | null;
}

// SQL because every request to the API waits for it: one prepared statement answers a whole batch of requests, with
// the project that each may use.
const API_KEY_OWNERS: PreparedStatement = {
  name: 'api_key_owners',
  text: `
    SELECT request.position::integer AS position, k.id AS "keyId", k.user_id AS "userId", to_json(k.scopes) AS scopes,
           (k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute') AS "useIsStale",
           reached.project_id AS "projectId", reached.role
    FROM unnest($1::bytea[], $2::uuid[]) WITH ORDINALITY AS request (key_hash, project_id, position)
    JOIN personal_api_key k ON k.key_hash = request.key_hash AND k.revoked_at IS NULL
      AND (k.expires_at IS NULL OR k.expires_at > now())
    LEFT JOIN LATERAL (
      SELECT min(m.project_id::text) AS project_id, min(m.role) AS role FROM project_membership m
      WHERE m.user_id = k.user_id AND (request.project_id IS NULL OR m.project_id = request.project_id)
        AND (k.project_ids IS NULL OR m.project_id = ANY (k.project_ids))
      HAVING count(*) = 1) AS reached ON true`,
};

/** Queries on users, projects, memberships and API keys. */
@Injectable()
export class UsersRepository {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    @InjectRepository(Project) private readonly projects: Repository<Project>,
    @InjectRepository(ProjectMembership) private readonly memberships: Repository<ProjectMembership>,
    @InjectRepository(PersonalApiKey) private readonly keys: Repository<PersonalApiKey>,
    private readonly pool: DatabasePool,
  ) {}

  /**
   * Finds the owners of keys that are neither revoked nor expired, in the order of the requests; null for any other key.
   * Updates `last_used_at` of the keys, at most once a minute each.
   */
  async findApiKeyOwners(requests: KeyRequest[]): Promise<(KeyCredentials | null)[]> {
    const rows = await this.pool.run<
      Omit<KeyCredentials, 'sessionId'> & { position: number; useIsStale: boolean }
    >(API_KEY_OWNERS, [requests.map(({ keyHash }) => keyHash), requests.map(({ projectId }) => projectId)]);
    const stale = new Set(rows.filter(({ useIsStale }) => useIsStale).map(({ keyId }) => keyId));
    if (stale.size > 0) await this.recordUse([...stale]);
    const owners: (KeyCredentials | null)[] = requests.map(() => null);
    for (const { position, keyId, userId, scopes, projectId, role } of rows) {
      owners[position - 1] = { keyId, sessionId: null, userId, scopes, projectId, role };
    }
    return owners;
  }

  /** A database that takes no writes now still serves reads, so the time of use is left out there. */
  private async recordUse(keyIds: string[]): Promise<void> {
    try {
      await this.keys.update({ id: In(keyIds) }, { lastUsedAt: () => 'now()' });
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
  }

  /** Finds the user with this address or inserts it; names of an existing user stay. */
  async ensureUser(
    tx: Transaction,
    user: Pick<User, 'email' | 'firstName' | 'lastName'>,
  ): Promise<{ id: string; isNew: boolean }> {
    const users = tx.getRepository(User);
    const isNew = !(await users.existsBy({ email: user.email }));
    // An insert that conflicts waits for the other transaction, so the row is committed when it is read.
    await users.createQueryBuilder().insert().values(user).orIgnore().updateEntity(false).execute();
    const { id } = await users.findOneByOrFail({ email: user.email });
    return { id, isNew };
  }

  /** Finds the project of this name or inserts it. */
  async ensureProject(tx: Transaction, name: string): Promise<{ id: string; isNew: boolean }> {
    const projects = tx.getRepository(Project);
    const isNew = !(await projects.existsBy({ name }));
    await projects.createQueryBuilder().insert().values({ name }).orIgnore().updateEntity(false).execute();
    const { id } = await projects.findOneByOrFail({ name });
    return { id, isNew };
  }

  /** Makes the user a member of the project with at least this role. */
  async ensureMembership(
    tx: Transaction,
    userId: string,
    projectId: string,
    role: Role,
  ): Promise<{ isNew: boolean; role: Role }> {
    const memberships = tx.getRepository(ProjectMembership);
    const isNew = !(await memberships.existsBy({ userId, projectId }));
    const insert = memberships.createQueryBuilder().insert().values({ userId, projectId, role });
    await insert.orIgnore().updateEntity(false).execute();
    const lowerRoles = ROLES.slice(0, ROLES.indexOf(role));
    await memberships.update({ userId, projectId, role: In(lowerRoles) }, { role });
    const membership = await memberships.findOneByOrFail({ userId, projectId });
    return { isNew, role: membership.role };
  }

  /** Inserts a key. */
  async insertKey(
    tx: Transaction,
    key: Pick<PersonalApiKey, 'userId' | 'label' | 'mask' | 'keyHash' | 'scopes' | 'projectIds'>,
  ): Promise<void> {
    await tx.getRepository(PersonalApiKey).insert(key);
  }

  /** All keys with their users, oldest first. */
  async listKeys(): Promise<PersonalApiKey[]> {
    return this.keys.find({ relations: { user: true }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** Revokes a key; one that is revoked keeps its time. Returns the key, or null when there is none. */
  async revokeKey(id: string): Promise<PersonalApiKey | null> {
    await this.keys.update({ id, revokedAt: IsNull() }, { revokedAt: () => 'now()' });
    return this.keys.findOneBy({ id });
  }

  /** Returns the user, or null. */
  async findById(id: string): Promise<User | null> {
    return this.users.findOneBy({ id });
  }

  /** Returns the user with this address in lower case, or null. */
  async findByEmail(email: string): Promise<User | null> {
    return this.users.findOneBy({ email });
  }

  /** The projects of a user with their role in each, by name. */
  async projectsOf(userId: string): Promise<ProjectMembership[]> {
    return this.memberships.find({
      where: { userId },
      relations: { project: true },
      order: { project: { name: 'ASC' } },
    });
  }

  /** Whether there is any project yet. */
  async hasProject(): Promise<boolean> {
    return this.projects.exists();
  }
}

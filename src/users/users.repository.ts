import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabasePool, type PreparedStatement } from '../database/database-pool';
import type { Transaction } from '../database/transaction-runner';
import type { ApiKeyOwner } from './api-key';
import { PersonalApiKey } from './personal-api-key.entity';
import { User } from './user.entity';

/** A key that somebody has sent, and the project that they ask for; null for the only one that the key reaches. */
export interface KeyRequest {
  keyHash: Buffer;
  projectId: string | null;
}

const API_KEY_OWNERS: PreparedStatement = {
  name: 'key_holders',
  text: `
    SELECT request.position::integer AS position, k.id AS "keyId", k.user_id AS "userId", to_json(k.scopes) AS scopes,
           (k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute') AS "useIsStale",
           (SELECT min(m.project_id::text) FROM project_membership m
            WHERE m.user_id = k.user_id AND (request.project_id IS NULL OR m.project_id = request.project_id)
              AND (k.project_ids IS NULL OR m.project_id = ANY (k.project_ids))
            HAVING count(*) = 1) AS "projectId"
    FROM unnest($1::bytea[], $2::uuid[]) WITH ORDINALITY AS request (key_hash, project_id, position)
    JOIN personal_api_key k ON k.key_hash = request.key_hash AND k.revoked_at IS NULL`,
};

/** Users, projects, memberships and keys. */
@Injectable()
export class UsersRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pool: DatabasePool,
  ) {}

  /**
   * The holders of unrevoked keys, in the order they are asked for; null for any other key. Notes the use of a key, at
   * most once a minute.
   */
  async findApiKeyOwners(requests: KeyRequest[]): Promise<(ApiKeyOwner | null)[]> {
    const rows = await this.pool.run<ApiKeyOwner & { position: number; useIsStale: boolean }>(
      API_KEY_OWNERS,
      [requests.map(({ keyHash }) => keyHash), requests.map(({ projectId }) => projectId)],
    );
    const stale = new Set(rows.filter(({ useIsStale }) => useIsStale).map(({ keyId }) => keyId));
    if (stale.size > 0) {
      await this.dataSource.query(`UPDATE personal_api_key SET last_used_at = now() WHERE id = ANY ($1)`, [
        [...stale],
      ]);
    }
    const holders: (ApiKeyOwner | null)[] = requests.map(() => null);
    for (const { position, keyId, userId, scopes, projectId } of rows) {
      holders[position - 1] = { keyId, userId, scopes, projectId };
    }
    return holders;
  }

  /** The user with this address, made when missing. Names of an existing user stay. Returns the id. */
  async ensureUser(
    tx: Transaction,
    user: { email: string; firstName: string; lastName: string },
  ): Promise<string> {
    return insertOrFind(
      tx,
      `INSERT INTO "user" (email, first_name, last_name) VALUES ($1, $2, $3)
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [user.email, user.firstName, user.lastName],
      `SELECT id FROM "user" WHERE email = $1`,
    );
  }

  /** The project of this name, made when missing. Returns the id. */
  async ensureProject(tx: Transaction, name: string): Promise<string> {
    return insertOrFind(
      tx,
      `INSERT INTO project (name) VALUES ($1) ON CONFLICT (name) DO NOTHING RETURNING id`,
      [name],
      `SELECT id FROM project WHERE name = $1`,
    );
  }

  /** Makes the user a member; already being one is fine. */
  async ensureMembership(tx: Transaction, userId: string, projectId: string): Promise<void> {
    await tx.query(
      `INSERT INTO project_membership (user_id, project_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [userId, projectId],
    );
  }

  /** Stores a new key. */
  async insertKey(
    tx: Transaction,
    key: Pick<PersonalApiKey, 'userId' | 'label' | 'mask' | 'keyHash' | 'scopes' | 'projectIds'>,
  ): Promise<void> {
    await tx.getRepository(PersonalApiKey).insert(key);
  }

  /** The user, or null. */
  async findById(id: string): Promise<User | null> {
    return this.dataSource.getRepository(User).findOneBy({ id });
  }

  /** Whether there is any project yet. */
  async hasProject(): Promise<boolean> {
    const [row] = await this.dataSource.query<{ any: boolean }[]>(
      `SELECT EXISTS (SELECT FROM project) AS any`,
    );
    return row?.any ?? false;
  }
}

/** An insert that lost a race finds the winner's row: with DO NOTHING it waited until that was committed. */
async function insertOrFind(
  tx: Transaction,
  insert: string,
  values: string[],
  find: string,
): Promise<string> {
  const [inserted] = await tx.query<{ id: string }[]>(insert, values);
  const [row] = inserted ? [inserted] : await tx.query<{ id: string }[]>(find, [values[0]]);
  if (!row) throw new Error('A row that was just in the way of an insert is gone.');
  return row.id;
}

import { newApiKey } from '../../../src/users/api-key';
import type { Role } from '../../../src/users/role';
import type { TestDatabase } from '../app/test-database';

let members = 0;

/** Makes a user who is a member of the project, past the API. @returns the id of the user */
export async function insertMember(
  database: TestDatabase,
  projectId: string,
  { email = `member${++members}@parley.test`, role = 'viewer' }: { email?: string; role?: Role } = {},
): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    `WITH person AS (INSERT INTO "user" (email) VALUES ($2) RETURNING id)
     INSERT INTO project_membership (project_id, user_id, role) SELECT $1, id, $3 FROM person
     RETURNING user_id AS id`,
    [projectId, email, role],
  );
  return row?.id ?? '';
}

/** Makes a key of a user that reads all of their projects, past the API. */
export async function insertKey(
  database: TestDatabase,
  userId: string,
): Promise<{ id: string; key: string }> {
  const { key, hash, mask } = newApiKey();
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO personal_api_key (user_id, label, mask, key_hash, scopes)
     VALUES ($1, 'test', $2, $3, '{user_interview:read}') RETURNING id`,
    [userId, mask, hash],
  );
  return { id: row?.id ?? '', key };
}

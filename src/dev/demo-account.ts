import type { INestApplicationContext } from '@nestjs/common';
import { type NewKeyRequest, UsersService } from '../users/users.service';

const DEMO: NewKeyRequest = {
  email: 'demo@parley.localhost',
  name: 'Demo Researcher',
  project: 'Demo',
  scopes: ['*'],
  label: 'demo',
};

/** Creates a demo user, project and key if the database has no project yet. Returns null otherwise. */
export async function createDemoAccount(
  app: INestApplicationContext,
): Promise<{ key: string; projectId: string } | null> {
  const users = app.get(UsersService, { strict: false });
  return (await users.isEmpty()) ? users.createKey(DEMO) : null;
}

import type { INestApplicationContext } from '@nestjs/common';
import { type NewKeyRequest, UsersService } from '../users/users.service';

const DEMO: NewKeyRequest = {
  email: 'demo@parley.localhost',
  name: 'Demo Researcher',
  project: 'Demo',
  scopes: ['*'],
  label: 'demo',
};

/** Makes a demo user, project and key in an embedded database that has no project yet; null when it has. */
export async function createDemoAccount(
  app: INestApplicationContext,
): Promise<{ key: string; projectId: string } | null> {
  const users = app.get(UsersService, { strict: false });
  return (await users.isEmpty()) ? users.createKey(DEMO) : null;
}

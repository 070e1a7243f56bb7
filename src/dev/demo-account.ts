import type { INestApplicationContext } from '@nestjs/common';
import { join } from 'node:path';
import { SignInLinksService } from '../sign-in/sign-in-links.service';
import { type NewKeyRequest, UsersService } from '../users/users.service';
import { readTextIfPresent, writePrivateFile } from './embedded-postgres/files';

/** A day, because whoever reads the terminal can read the demo key there as well. */
const LINK_MINUTES = 1440;

const DEMO: NewKeyRequest = {
  email: 'demo@parley.localhost',
  name: 'Demo Researcher',
  project: 'Demo',
  scopes: ['*'],
  label: 'demo',
};

/**
 * The demo key of an embedded database. Makes a user, a project and the key where there is no project yet, and keeps the
 * key in a file beside the database that only the user of this process can read, so that each start can show it.
 * @returns null when the key was revoked or its file is gone
 */
export async function ensureDemoAccount(
  app: INestApplicationContext,
  dataDir: string,
): Promise<{ key: string; projectId: string } | null> {
  const users = app.get(UsersService, { strict: false });
  const file = join(dataDir, 'demo.key');
  if (await users.isEmpty()) {
    const { key, projectId } = await users.createKey(DEMO);
    await writePrivateFile(file, `${key}\n`);
    return { key, projectId };
  }
  const key = (await readTextIfPresent(file))?.trim() ?? '';
  const projectId = (await users.findApiKeyOwner(key, null))?.projectId ?? null;
  return projectId === null ? null : { key, projectId };
}

/** A fresh link that signs the demo user in; null when there is no such user. */
export async function demoSignInUrl(app: INestApplicationContext): Promise<string | null> {
  const user = await app.get(UsersService, { strict: false }).findByAddress(DEMO.email);
  if (!user) return null;
  return app.get(SignInLinksService, { strict: false }).create(user.id, { validMinutes: LINK_MINUTES });
}

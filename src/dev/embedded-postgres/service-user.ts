import { stat } from 'node:fs/promises';
import { orNullIfMissing, readTextIfPresent } from './files';
import { runCommand, type ServiceUser } from './run-command';

const PREFERRED_NAMES = ['postgres', 'nobody'];

/**
 * The account for PostgreSQL, which refuses to run as root; null if Parley itself does not run as root. An existing
 * cluster keeps its owner, even if that account was removed since.
 * @throws Error if Parley runs as root and can use no other account
 */
export async function chooseServiceUser(cluster: string): Promise<ServiceUser | null> {
  if (process.getuid?.() !== 0) return null;
  const user = (await ownerOf(cluster)) ?? (await accountFromPasswd());
  const probe = await runCommand('/bin/sh', ['-c', ':'], user);
  if (probe.ok) return user;
  throw new Error(
    `PostgreSQL refuses to run as root, and this root may not switch to the user ${user.name}: ${probe.output}. ` +
      'Start Parley as an ordinary user, or set DATABASE_URL instead.',
  );
}

/** True if the account can reach, read and write the folder. */
export async function canUse(folder: string, user: ServiceUser): Promise<boolean> {
  const script = 'cd "$1" && test -r . && test -w .';
  return (await runCommand('/bin/sh', ['-c', script, 'sh', folder], user)).ok;
}

async function ownerOf(cluster: string): Promise<ServiceUser | null> {
  const found = await orNullIfMissing(stat(cluster));
  if (found === null || found.uid === 0) return null;
  const account = (await accounts()).find(({ uid }) => uid === found.uid);
  return { name: account?.name ?? String(found.uid), uid: found.uid, gid: found.gid };
}

async function accountFromPasswd(): Promise<ServiceUser> {
  const known = await accounts();
  for (const name of PREFERRED_NAMES) {
    const account = known.find((candidate) => candidate.name === name);
    if (account !== undefined && account.uid > 0) return account;
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and /etc/passwd has neither of the users ${PREFERRED_NAMES.join(', ')}. ` +
      'Add one, start Parley as an ordinary user, or set DATABASE_URL instead.',
  );
}

async function accounts(): Promise<ServiceUser[]> {
  const rows = ((await readTextIfPresent('/etc/passwd')) ?? '').split('\n').map((line) => line.split(':'));
  return rows.map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

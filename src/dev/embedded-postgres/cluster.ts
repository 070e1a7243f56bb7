import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  realpath,
  rename,
  rm,
  rmdir,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { isPresent, orNullIfMissing, randomName } from './files';
import { runCommand, type ServiceUser } from './run-command';
import { canUse } from './service-user';
import { trustedFolders } from './system-folder';

/** Name of the cluster's superuser, which the application connects as. */
export const SUPERUSER = 'parley';

/** The cluster below `dataDir`, as seen by us: the folder above it may be a link to a place that PostgreSQL reaches. */
export function clusterOf(dataDir: string): string {
  return join(dataDir, 'postgres', 'data');
}

/**
 * Opens, making it if need be, the folder that holds the cluster, and returns its real path.
 * @throws Error when `user` cannot reach a cluster that exists, or no place can be found for a new one.
 */
export async function openClusterHome(
  dataDir: string,
  user: ServiceUser | null,
  systemFolders: readonly string[],
  onNotice: (line: string) => void,
): Promise<string> {
  const home = join(dataDir, 'postgres');
  const existing = await orNullIfMissing(realpath(home));
  if (existing !== null && (user === null || (await canUse(existing, user)))) return existing;
  if (user !== null && (await isPresent(clusterOf(dataDir)))) {
    throw new Error(
      `PostgreSQL runs as the user ${user.name}, who cannot reach its data in ${existing}. ` +
        'Let that user through the folders above, or set DATA_DIR to another folder.',
    );
  }
  if (existing !== null) await removeUnfinished(existing);
  else if (await isPresent(home)) onNotice(`The database that ${home} points to is gone.`);
  await removeEmpty(home);
  await makeOwnFolder(home, user);
  if (user === null || (await canUse(home, user))) return realpath(home);
  await rmdir(home);
  const elsewhere = await makeFolderElsewhere(user, systemFolders);
  await symlink(elsewhere, home);
  onNotice(`The user ${user.name} cannot reach ${dataDir}, so the database itself is in ${elsewhere}.`);
  return elsewhere;
}

/**
 * Creates the cluster `data` in `home`. It gets its name when it is complete, so a kill leaves nothing half done.
 * @throws Error with initdb's output when it fails.
 */
export async function createCluster(
  binaries: string,
  home: string,
  password: string,
  user: ServiceUser | null,
): Promise<void> {
  await removeUnfinished(home);
  const tempDir = join(home, `setup-${randomName()}`);
  const passwordFile = join(tempDir, 'password');
  await mkdir(tempDir, { mode: 0o700 });
  await writeFile(passwordFile, password, { flag: 'wx', mode: 0o600 });
  await giveTo(user, passwordFile);
  await giveTo(user, tempDir);
  const result = await runCommand(
    join(binaries, 'bin', 'initdb'),
    [
      `--pgdata=${join(tempDir, 'data')}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The one UTF-8 locale that PostgreSQL brings along, so it is the same on every machine.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
    ],
    user,
  );
  if (result.ok) await rename(join(tempDir, 'data'), join(home, 'data'));
  await rm(tempDir, { recursive: true, force: true });
  if (!result.ok) {
    throw new Error(
      `The embedded PostgreSQL could not be set up in ${home}:\n${result.output}\n` +
        'Repair this, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
}

async function removeUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    // The initdb of a killed Parley may still be at work in there; it gives up when its files vanish.
    const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
    if (name.startsWith('setup-')) await rm(join(home, name), options);
  }
}

/** Removes a link or an empty folder: whatever else is there under our name is not ours to delete. */
async function removeEmpty(home: string): Promise<void> {
  const found = await orNullIfMissing(lstat(home));
  if (found !== null) await (found.isSymbolicLink() ? rm(home) : rmdir(home));
}

async function makeFolderElsewhere(user: ServiceUser, systemFolders: readonly string[]): Promise<string> {
  for await (const folder of trustedFolders(systemFolders)) {
    const candidate = join(folder, `data-${randomName()}`);
    await makeOwnFolder(candidate, user);
    if (await canUse(candidate, user)) return candidate;
    await rmdir(candidate);
  }
  throw new Error(
    `PostgreSQL runs as the user ${user.name}, who can reach neither DATA_DIR nor ${systemFolders.join(' nor ')}. ` +
      'Set DATA_DIR to a folder that every user can reach, or set DATABASE_URL instead.',
  );
}

async function makeOwnFolder(folder: string, user: ServiceUser | null): Promise<void> {
  await mkdir(folder);
  await chmod(folder, 0o700);
  await giveTo(user, folder);
}

async function giveTo(user: ServiceUser | null, path: string): Promise<void> {
  if (user !== null) await chown(path, user.uid, user.gid);
}

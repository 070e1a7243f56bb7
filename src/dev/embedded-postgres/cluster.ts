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

/** The cluster's superuser, as which the application connects. */
export const SUPERUSER = 'parley';

/** The cluster's folder below `dataDir`. Its parent may be a link to a folder that PostgreSQL's account can reach. */
export function clusterOf(dataDir: string): string {
  return join(dataDir, 'postgres', 'data');
}

/**
 * Returns the real path of the folder that contains the cluster, and creates it if it is missing. If `user` cannot
 * reach `dataDir`, the folder is created in one of `systemFolders` and linked.
 * @throws Error if `user` cannot reach an existing cluster, or no folder is suitable for a new one
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
  await createPrivateFolder(home, user);
  if (user === null || (await canUse(home, user))) return realpath(home);
  await rmdir(home);
  const systemHome = await createHomeInSystemFolder(user, systemFolders);
  await symlink(systemHome, home);
  onNotice(`The user ${user.name} cannot reach ${dataDir}, so the database itself is in ${systemHome}.`);
  return systemHome;
}

/**
 * Creates the cluster `data` in `home`. It is created under another name and renamed when it is complete, so that a
 * killed process leaves no partial cluster.
 * @throws Error with initdb's output if it fails
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
  await changeOwner(user, passwordFile);
  await changeOwner(user, tempDir);
  const result = await runCommand(
    join(binaries, 'bin', 'initdb'),
    [
      `--pgdata=${join(tempDir, 'data')}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's built-in UTF-8 locale sorts the same on every machine.
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
    // The initdb of a killed Parley may still run in there. It fails when its files disappear, and may create some
    // meanwhile, hence the retries.
    const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
    if (name.startsWith('setup-')) await rm(join(home, name), options);
  }
}

/** Removes a link or an empty folder. Other files of that name were not created by Parley and make it fail. */
async function removeEmpty(home: string): Promise<void> {
  const found = await orNullIfMissing(lstat(home));
  if (found !== null) await (found.isSymbolicLink() ? rm(home) : rmdir(home));
}

async function createHomeInSystemFolder(
  user: ServiceUser,
  systemFolders: readonly string[],
): Promise<string> {
  for await (const folder of trustedFolders(systemFolders)) {
    const candidate = join(folder, `data-${randomName()}`);
    await createPrivateFolder(candidate, user);
    if (await canUse(candidate, user)) return candidate;
    await rmdir(candidate);
  }
  throw new Error(
    `PostgreSQL runs as the user ${user.name}, who can reach neither DATA_DIR nor ${systemFolders.join(' nor ')}. ` +
      'Set DATA_DIR to a folder that every user can reach, or set DATABASE_URL instead.',
  );
}

async function createPrivateFolder(folder: string, user: ServiceUser | null): Promise<void> {
  await mkdir(folder);
  await chmod(folder, 0o700);
  await changeOwner(user, folder);
}

async function changeOwner(user: ServiceUser | null, path: string): Promise<void> {
  if (user !== null) await chown(path, user.uid, user.gid);
}

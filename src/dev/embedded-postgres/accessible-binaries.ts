import { chmod, cp, lstat, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries';
import { errorCode, isPresent, randomName } from './files';
import { runCommand, type ServiceUser } from './run-command';
import { trustedFolders } from './system-folder';

/**
 * Folder from which `user` can run PostgreSQL: the installed one, or else a copy in one of `systemFolders`, made once
 * per version.
 * @throws Error when the programs do not run on this machine at all, or no place serves for the copy.
 */
export async function accessibleBinaries(
  binaries: PostgresBinaries,
  user: ServiceUser | null,
  systemFolders: readonly string[],
): Promise<string> {
  if (await canRun(binaries.folder, user)) return binaries.folder;
  const asOurselves = await versionOf(binaries.folder, null);
  if (user === null || !asOurselves.ok) {
    throw new Error(
      `The embedded PostgreSQL does not run on this machine: ${asOurselves.output}. ` +
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

async function canRun(folder: string, user: ServiceUser | null): Promise<boolean> {
  return (await versionOf(folder, user)).ok;
}

function versionOf(folder: string, user: ServiceUser | null) {
  return runCommand(join(folder, 'bin', 'postgres'), ['--version'], user);
}

/** The copy gets its name when it is complete, so a killed or a concurrent start never leaves half of it. */
async function copyBinaries(from: string, to: string): Promise<void> {
  const draft = `${to}.${randomName()}`;
  try {
    await cp(from, draft, { recursive: true, verbatimSymlinks: true });
    await openForAll(draft);
    await rename(draft, to);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  }
}

/** A strict umask at install time is one of the reasons for the copy, so the copy does not keep its modes. */
async function openForAll(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  for (const path of [folder, ...names.map((name) => join(folder, name))]) {
    const entry = await lstat(path);
    if (entry.isSymbolicLink()) continue;
    const isExecutable = entry.isDirectory() || (entry.mode & 0o100) !== 0;
    await chmod(path, isExecutable ? 0o755 : 0o644);
  }
}

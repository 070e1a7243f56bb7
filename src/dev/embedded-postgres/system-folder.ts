import { chmod, lstat, mkdir, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './files';

/** Folders for files that PostgreSQL's account cannot reach at their usual place, in order of preference. */
export const SYSTEM_FOLDERS: readonly string[] = ['/var/lib/parley', '/var/tmp/parley'];

/**
 * Yields the folders that only root can write to or replace, and creates missing ones. The caller must run as root.
 */
export async function* trustedFolders(candidates: readonly string[]): AsyncGenerator<string> {
  for (const folder of candidates) {
    try {
      await makeFolder(folder);
      if (await isTrusted(folder)) yield folder;
    } catch (error) {
      // A read-only or missing parent rules a candidate out. Other errors are reported.
      if (!['ENOENT', 'EROFS', 'EACCES', 'EPERM', 'ENOTDIR'].includes(errorCode(error) ?? '')) throw error;
    }
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
    await chmod(folder, 0o755);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

async function isTrusted(folder: string): Promise<boolean> {
  if ((await realpath(dirname(folder))) !== dirname(folder)) return false;
  const own = await lstat(folder);
  if (!own.isDirectory() || own.uid !== 0 || (own.mode & 0o022) !== 0) return false;
  for (let parent = dirname(folder); ; parent = dirname(parent)) {
    const { uid, mode } = await lstat(parent);
    // In a sticky folder such as /var/tmp other users can add entries, but cannot rename or remove those of root.
    const isSafe = uid === 0 && ((mode & 0o022) === 0 || (mode & 0o1000) !== 0);
    if (!isSafe) return false;
    if (parent === dirname(parent)) return true;
  }
}

import { randomBytes } from 'node:crypto';
import { lstat, readFile, rename, writeFile } from 'node:fs/promises';

/** The `code` of a system error (`ENOENT`) or a database error (`28P01`), or undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Result of a file operation, or null when what it names does not exist. Other errors pass through. */
export async function orNullIfMissing<T>(operation: Promise<T>): Promise<T | null> {
  try {
    return await operation;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Text of a file, or null when there is none. */
export function readTextIfPresent(path: string): Promise<string | null> {
  return orNullIfMissing(readFile(path, 'utf8'));
}

/** True when something of that name exists, a dangling link included. */
export async function isPresent(path: string): Promise<boolean> {
  return (await orNullIfMissing(lstat(path))) !== null;
}

/** Writes a file that only we may read; a reader sees the old text or the new one, never a part. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomName()}`;
  await writeFile(draft, text, { flag: 'wx', mode: 0o600 });
  await rename(draft, path);
}

/** Short random part for the name of a file or folder. */
export function randomName(): string {
  return randomBytes(6).toString('hex');
}

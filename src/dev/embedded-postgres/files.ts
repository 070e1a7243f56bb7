import { randomBytes } from 'node:crypto';
import { lstat, readFile, rename, writeFile } from 'node:fs/promises';

/** The `code` of a system error (`ENOENT`) or a database error (`28P01`); undefined for other errors. */
export function errorCode(error: unknown): string | undefined {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The result of a file operation, or null if the file does not exist. @throws all other errors */
export async function orNullIfMissing<T>(operation: Promise<T>): Promise<T | null> {
  try {
    return await operation;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The text of a file, or null if the file does not exist. */
export function readTextIfPresent(path: string): Promise<string | null> {
  return orNullIfMissing(readFile(path, 'utf8'));
}

/** True if the path exists. A dangling link counts as existing. */
export async function isPresent(path: string): Promise<boolean> {
  return (await orNullIfMissing(lstat(path))) !== null;
}

/**
 * Writes a file that only this account can read. A concurrent reader sees the old text or the new one, never a part.
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomName()}`;
  await writeFile(temporary, text, { flag: 'wx', mode: 0o600 });
  await rename(temporary, path);
}

/** A random part for the name of a temporary file or folder. */
export function randomName(): string {
  return randomBytes(6).toString('hex');
}

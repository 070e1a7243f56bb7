import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Characters that SECRET_KEY has at least. */
export const MIN_SECRET_KEY_LENGTH = 32;

/** How to make a value for SECRET_KEY; part of error messages. */
export const SECRET_KEY_RECIPE = 'make one with: openssl rand -base64 32';

const FILE = 'secret-key';
/** 32 random bytes in base64url and a line break: what {@link readOrMakeSecretKey} writes. */
const CONTENT = /^[\w-]{43}\n$/;

/**
 * The secret key that a process outside of production uses when SECRET_KEY is not set. It is made once and kept in a file
 * of `dataDir` that only this account can read. Processes that start together agree on one key.
 * @throws Error that names the file and the fix: it cannot be read or written, or holds something else
 */
export async function readOrMakeSecretKey(dataDir: string): Promise<string> {
  const path = join(resolve(dataDir), FILE);
  const content = await readOrMake(path).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Error(
      `DATA_DIR: ${path} cannot be read or written (${code}). Set SECRET_KEY; ${SECRET_KEY_RECIPE}`,
      {
        cause: error,
      },
    );
  });
  if (!CONTENT.test(content)) {
    // A new key in its place would make the links in mails useless that were sent with the old one.
    throw new Error(
      `DATA_DIR: ${path} is damaged. Restore it, or set SECRET_KEY. Without a backup delete it: a new key is made, and links that were mailed before stop working`,
    );
  }
  return content.trim();
}

async function readOrMake(path: string): Promise<string> {
  const kept = await readIfPresent(path);
  if (kept !== null) return kept;
  await mkdir(resolve(path, '..'), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(32).toString('base64url')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    // The complete file gets its name in one step, and only if no other process was faster.
    await link(temporary, path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(temporary, { force: true });
  }
  return readFile(path, 'utf8');
}

async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

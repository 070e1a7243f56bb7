import { rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode, orNullIfMissing, readTextIfPresent } from './files';
import { isStillRunning, ownIdentity, pidScope, type ProcessIdentity } from './process-identity';

const HEARTBEAT_MS = 1_000;
const SILENCE_MS = 4_000;
const LONG_SILENCE_MS = 30_000;
const HALF_WRITTEN_MS = 1_000;

export interface DataDirLock {
  /** Gives the folder back. Does nothing when another process has taken it over. */
  release(): Promise<void>;
}

type OwnerState = 'alive' | 'dead' | 'elsewhere';

interface Owner {
  /** The lock file's text, which tells this owner from the next one. */
  readonly text: string;
  readonly pid: number | null;
  readonly state: OwnerState;
}

/**
 * Makes this process the only Parley on `dataDir`, taking over from an owner that no longer runs.
 * @throws Error when another live process owns the folder; the message names its pid.
 */
export async function lockDataDir(dataDir: string, onNotice: (line: string) => void): Promise<DataDirLock> {
  const file = lockFile(dataDir);
  const text = JSON.stringify(await ownIdentity());
  while (!(await createFile(file, text))) {
    const owner = await readOwner(file);
    if (owner === null) continue;
    if (owner.state === 'elsewhere') onNotice(`Checking whether another container still uses ${dataDir}.`);
    if (owner.state === 'alive' || (owner.state === 'elsewhere' && !(await staysSilent(file)))) {
      throw new Error(
        `DATA_DIR ${dataDir} is in use by another Parley (pid ${owner.pid ?? 'unknown'}). ` +
          'Stop it, or set DATA_DIR to another folder.',
      );
    }
    await removeLockOf(owner, file, text);
  }
  return keepLock(file, text);
}

/** True unless the lock on `dataDir` is missing or its owner is known to be dead. */
export async function mayHaveOwner(dataDir: string): Promise<boolean> {
  const owner = await readOwner(lockFile(dataDir));
  return owner !== null && owner.state !== 'dead';
}

function lockFile(dataDir: string): string {
  return join(dataDir, 'parley.lock');
}

/** Pids do not reach across containers that share a folder, so the owner also shows life through the file. */
function keepLock(file: string, text: string): DataDirLock {
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT_MS).unref();
  return {
    async release() {
      clearInterval(heartbeat);
      if ((await readTextIfPresent(file)) === text) await rm(file, { force: true });
    },
  };
}

/**
 * Removes the lock of a dead owner. Two processes may find it dead at once; the fence keeps the slower one from
 * removing the lock which the faster one has taken by then.
 */
async function removeLockOf(owner: Owner, file: string, text: string): Promise<void> {
  const takeoverLock = `${file}.takeover`;
  if (!(await createFile(takeoverLock, text))) {
    const other = await readOwner(takeoverLock);
    if (other !== null && other.state === 'dead') await rm(takeoverLock, { force: true });
    else await delay(20);
    return;
  }
  try {
    if ((await readTextIfPresent(file)) === owner.text) await rm(file, { force: true });
  } finally {
    await rm(takeoverLock, { force: true });
  }
}

async function readOwner(file: string): Promise<Owner | null> {
  const text = await readTextIfPresent(file);
  if (text === null) return null;
  const mark = parseIdentity(text);
  if (mark === null) {
    // Either its writer is between creating and filling the file, or it died there. Clocks may have been set back.
    if (Math.abs(await ageOf(file)) > HALF_WRITTEN_MS) return { text, pid: null, state: 'dead' };
    await delay(50);
    return readOwner(file);
  }
  return { text, pid: mark.pid, state: await stateOf(mark, file) };
}

async function stateOf(mark: ProcessIdentity, file: string): Promise<OwnerState> {
  if (mark.scope === (await pidScope())) return (await isStillRunning(mark)) ? 'alive' : 'dead';
  return (await ageOf(file)) > LONG_SILENCE_MS ? 'dead' : 'elsewhere';
}

async function staysSilent(file: string): Promise<boolean> {
  const before = await orNullIfMissing(stat(file));
  await delay(SILENCE_MS);
  const after = await orNullIfMissing(stat(file));
  return after === null || after.mtimeMs === before?.mtimeMs;
}

async function ageOf(file: string): Promise<number> {
  const found = await orNullIfMissing(stat(file));
  return found === null ? 0 : Date.now() - found.mtimeMs;
}

async function createFile(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function parseIdentity(text: string): ProcessIdentity | null {
  try {
    const { pid, startedAt, scope } = JSON.parse(text) as Partial<Record<keyof ProcessIdentity, unknown>>;
    if (typeof pid !== 'number' || typeof scope !== 'string') return null;
    return { pid, scope, startedAt: typeof startedAt === 'string' ? startedAt : null };
  } catch {
    return null;
  }
}

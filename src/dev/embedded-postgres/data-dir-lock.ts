import { rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode, orNullIfMissing, readTextIfPresent } from './files';
import { isStillRunning, ownIdentity, pidScope, type ProcessIdentity } from './process-identity';

const HEARTBEAT_MS = 1_000;
const HEARTBEAT_TIMEOUT_MS = 4_000;
/** An owner in another container whose last heartbeat is older than this is dead; no need to wait for one. */
const HEARTBEAT_EXPIRED_MS = 30_000;
const WRITE_TIMEOUT_MS = 1_000;

export interface DataDirLock {
  /** Removes the lock, unless another process has taken it over. */
  release(): Promise<void>;
}

/**
 * Process ids say nothing about an owner in another container, so its state is unknown until its heartbeat is observed.
 */
type OwnerState = 'alive' | 'dead' | 'unknown';

interface Owner {
  /** The lock file's text; it differs for each owner. */
  readonly text: string;
  readonly pid: number | null;
  readonly state: OwnerState;
}

/**
 * Locks `dataDir` for this process. Takes over the lock of an owner that no longer runs.
 * @throws Error if another running process owns the folder; the message has its pid
 */
export async function lockDataDir(dataDir: string, onNotice: (line: string) => void): Promise<DataDirLock> {
  const file = lockFile(dataDir);
  const text = JSON.stringify(await ownIdentity());
  while (!(await createFile(file, text))) {
    const owner = await readOwner(file);
    if (owner === null) continue;
    if (owner.state === 'unknown') onNotice(`Checking whether another container still uses ${dataDir}.`);
    if (owner.state === 'alive' || (owner.state === 'unknown' && (await sendsHeartbeat(file)))) {
      throw new Error(
        `DATA_DIR ${dataDir} is in use by another Parley (pid ${owner.pid ?? 'unknown'}). ` +
          'Stop it, or set DATA_DIR to another folder.',
      );
    }
    await removeLockOf(owner, file, text);
  }
  return startHeartbeat(file, text);
}

/** True unless `dataDir` has no lock or the owner of the lock is dead. */
export async function mayHaveOwner(dataDir: string): Promise<boolean> {
  const owner = await readOwner(lockFile(dataDir));
  return owner !== null && owner.state !== 'dead';
}

function lockFile(dataDir: string): string {
  return join(dataDir, 'parley.lock');
}

/** Process ids differ between containers that share a folder, so the owner also touches the lock file regularly. */
function startHeartbeat(file: string, text: string): DataDirLock {
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
 * Removes the lock of a dead owner. A second lock file serialises takeovers, so a slow process cannot delete a lock
 * that another has just taken.
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
  const identity = parseIdentity(text);
  if (identity === null) {
    // The owner has created the file and not yet filled it, unless it died in between. The clock may have been set
    // back, so the age may be negative.
    if (Math.abs(await ageOf(file)) > WRITE_TIMEOUT_MS) return { text, pid: null, state: 'dead' };
    await delay(50);
    return readOwner(file);
  }
  return { text, pid: identity.pid, state: await stateOf(identity, file) };
}

async function stateOf(identity: ProcessIdentity, file: string): Promise<OwnerState> {
  if (identity.scope === (await pidScope())) return (await isStillRunning(identity)) ? 'alive' : 'dead';
  return (await ageOf(file)) > HEARTBEAT_EXPIRED_MS ? 'dead' : 'unknown';
}

async function sendsHeartbeat(file: string): Promise<boolean> {
  const before = await orNullIfMissing(stat(file));
  await delay(HEARTBEAT_TIMEOUT_MS);
  const after = await orNullIfMissing(stat(file));
  return after !== null && after.mtimeMs !== before?.mtimeMs;
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

import { randomBytes } from 'node:crypto';
import { access, chmod, constants, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { installedBinaries, type PostgresBinaries } from './binaries';
import { clusterOf, createCluster, openClusterHome, SUPERUSER } from './cluster';
import { acceptsConnections } from './connection';
import { lockDataDir, mayHaveOwner } from './data-dir-lock';
import { errorCode, isPresent, readTextIfPresent, writePrivateFile } from './files';
import { stopOrphanedServer } from './orphaned-server';
import { accessibleBinaries } from './accessible-binaries';
import { startServer, type RunningServer } from './server-start';
import { chooseServiceUser } from './service-user';
import { SYSTEM_FOLDERS } from './system-folder';

const OWNER_START_MS = 15_000;

export interface EmbeddedPostgres {
  /** Where the application's database is; it holds the password. */
  readonly url: string;
  /** Stops the server and gives the data folder back. The data stays. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  /** Told what takes long or is worth knowing, in whole sentences. */
  readonly onNotice?: (line: string) => void;
}

/** What the machine offers. Tests replace parts of it. */
export interface PlatformDeps {
  readonly binaries: PostgresBinaries;
  readonly systemFolders: readonly string[];
}

/**
 * Starts (initialising at first use) the PostgreSQL that keeps its data below `dataDir`.
 * @throws Error when another Parley uses the folder, this machine cannot run it, or the server does not come up; the
 * message says what to do.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
  surroundings: Partial<PlatformDeps> = {},
): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const onNotice = options.onNotice ?? (() => undefined);
  await makeDataDir(dataDir);
  const lock = await lockDataDir(dataDir, onNotice);
  try {
    const server = await startLocked(dataDir, onNotice, {
      binaries: surroundings.binaries ?? (await installedBinaries()),
      systemFolders: surroundings.systemFolders ?? SYSTEM_FOLDERS,
    });
    const stop = async () => {
      await removeUrl(dataDir, server.url);
      await server.stop();
      await lock.release();
    };
    let stopped: Promise<void> | undefined;
    return { url: server.url, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * URL of the instance that another process of this checkout is running on `dataDir` right now, or null. Waits for
 * an instance that is still starting.
 */
export async function findRunningEmbeddedPostgres(dataDir: string): Promise<string | null> {
  const folder = resolve(dataDir);
  const deadline = Date.now() + OWNER_START_MS;
  while (Date.now() < deadline && (await mayHaveOwner(folder))) {
    const url = await readTextIfPresent(urlFile(folder));
    if (url !== null && (await acceptsConnections(url))) return url;
    await delay(100);
  }
  return null;
}

async function startLocked(
  dataDir: string,
  onNotice: (line: string) => void,
  { binaries, systemFolders }: PlatformDeps,
): Promise<RunningServer> {
  // A killed owner leaves its file behind.
  await rm(urlFile(dataDir), { force: true });
  const user = await chooseServiceUser(clusterOf(dataDir));
  const programs = await accessibleBinaries(binaries, user, systemFolders);
  const home = await openClusterHome(dataDir, user, systemFolders, onNotice);
  const data = join(home, 'data');
  const passwordFile = join(dataDir, 'postgres.password');
  if (!(await isPresent(data))) {
    onNotice(`Setting up PostgreSQL in ${data}. This happens once.`);
    const password = randomBytes(24).toString('hex');
    await writePrivateFile(passwordFile, password);
    await createCluster(programs, home, password, user);
  }
  const password = await readTextIfPresent(passwordFile);
  if (password === null) {
    throw new Error(
      `${passwordFile} is missing. Put it back, or set DATA_DIR to another folder for an empty database.`,
    );
  }
  await stopOrphanedServer(data, onNotice);
  const server = await startServer({ programs, data, user, superuser: SUPERUSER, password, onNotice });
  try {
    await writePrivateFile(urlFile(dataDir), server.url);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** As root the folder lets PostgreSQL's account through to its data, but shows it nothing. */
async function makeDataDir(dataDir: string): Promise<void> {
  try {
    const created = await mkdir(dataDir, { recursive: true });
    if (created !== undefined) await chmod(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(
      `DATA_DIR ${dataDir} cannot be written (${errorCode(error) ?? String(error)}). Set it to another folder.`,
      { cause: error },
    );
  }
}

/** Someone may have deleted the whole folder and started another instance, whose file this is then. */
async function removeUrl(dataDir: string, url: string): Promise<void> {
  if ((await readTextIfPresent(urlFile(dataDir))) === url) await rm(urlFile(dataDir), { force: true });
}

function urlFile(dataDir: string): string {
  return join(dataDir, 'postgres.url');
}

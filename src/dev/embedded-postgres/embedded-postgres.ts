import { randomBytes } from 'node:crypto';
import { access, chmod, constants, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { accessibleBinaries, installedBinaries, type PostgresBinaries } from './binaries';
import { clusterOf, createCluster, openClusterHome, SUPERUSER } from './cluster';
import { lockDataDir, mayHaveOwner } from './data-dir-lock';
import { errorCode, isPresent, readTextIfPresent, writePrivateFile } from './files';
import { stopOrphanedServer } from './orphaned-server';
import { acceptsConnections, type RunningServer, startServer } from './server-start';
import { chooseServiceUser } from './service-user';
import { SYSTEM_FOLDERS } from './system-folder';

const START_TIMEOUT_MS = 15_000;

export interface EmbeddedPostgres {
  /** URL of the application's database, with its password. */
  readonly url: string;
  /** Stops the server and unlocks the data folder. The data stays. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  /** Receives a sentence about each slow step and each unusual finding. */
  readonly onNotice?: (line: string) => void;
}

/** Parts of the platform that tests replace. */
export interface PlatformDeps {
  readonly binaries: PostgresBinaries;
  readonly systemFolders: readonly string[];
}

/**
 * Starts the PostgreSQL that keeps its data below `dataDir`, and sets it up at the first start.
 * @throws Error if another Parley uses the folder, this machine cannot run PostgreSQL, or the server does not start; the
 * message says what to do
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
  platform: Partial<PlatformDeps> = {},
): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const onNotice = options.onNotice ?? (() => undefined);
  await makeDataDir(dataDir);
  const lock = await lockDataDir(dataDir, onNotice);
  try {
    const server = await startLocked(dataDir, onNotice, {
      binaries: platform.binaries ?? (await installedBinaries()),
      systemFolders: platform.systemFolders ?? SYSTEM_FOLDERS,
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
 * URL of the server that another process runs on `dataDir`, or null if there is none. Waits for a server that is still
 * starting.
 */
export async function findRunningEmbeddedPostgres(dataDir: string): Promise<string | null> {
  const folder = resolve(dataDir);
  const deadline = Date.now() + START_TIMEOUT_MS;
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
  { binaries: installed, systemFolders }: PlatformDeps,
): Promise<RunningServer> {
  // A process that was killed has not removed its file.
  await rm(urlFile(dataDir), { force: true });
  const user = await chooseServiceUser(clusterOf(dataDir));
  const binaries = await accessibleBinaries(installed, user, systemFolders);
  const home = await openClusterHome(dataDir, user, systemFolders, onNotice);
  const data = join(home, 'data');
  const passwordFile = join(dataDir, 'postgres.password');
  if (!(await isPresent(data))) {
    onNotice(`Setting up PostgreSQL in ${data}. This happens once.`);
    const password = randomBytes(24).toString('hex');
    await writePrivateFile(passwordFile, password);
    await createCluster(binaries, home, password, user);
  }
  const password = await readTextIfPresent(passwordFile);
  if (password === null) {
    throw new Error(
      `${passwordFile} is missing. Put it back, or set DATA_DIR to another folder for an empty database.`,
    );
  }
  await stopOrphanedServer(data, onNotice);
  const server = await startServer({ binaries, data, user, superuser: SUPERUSER, password, onNotice });
  try {
    await writePrivateFile(urlFile(dataDir), server.url);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** If Parley runs as root, PostgreSQL's account can pass through the folder to its data, but cannot list it. */
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

/** Removes the file unless it belongs to another server, started after the whole folder was deleted. */
async function removeUrl(dataDir: string, url: string): Promise<void> {
  if ((await readTextIfPresent(urlFile(dataDir))) === url) await rm(urlFile(dataDir), { force: true });
}

function urlFile(dataDir: string): string {
  return join(dataDir, 'postgres.url');
}

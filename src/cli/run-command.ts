import { resolve } from 'node:path';
import { loadEnvFile } from '../config/env-file';
import { readEnvironment } from '../config/environment';
import {
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../dev/embedded-postgres/embedded-postgres';

/** Runs a command. An error becomes one line on stderr and exit code 1. */
export function runCommand(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}

/** The origin of the links that a command prints. @throws Error PUBLIC_URL is missing in production */
export function publicUrl(): string {
  loadEnvFile();
  const { PUBLIC_URL, PORT, NODE_ENV } = process.env;
  if (NODE_ENV?.trim() === 'production' && !PUBLIC_URL?.trim()) {
    throw new Error(
      'PUBLIC_URL is not set, and the link needs it. Set it to what people open, such as https://parley.example.com.',
    );
  }
  return readEnvironment({ PUBLIC_URL, PORT }).publicUrl;
}

/**
 * Runs `work` with the URL of the configured database: DATABASE_URL or the embedded database, which is started for the
 * command unless a running Parley of this folder has started it.
 * @throws Error DATABASE_URL is missing in production
 */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  loadEnvFile();
  // Only these two variables are needed, so a command runs in production without the rest of the configuration.
  const { databaseUrl, dataDir } = readEnvironment({
    DATABASE_URL: process.env.DATABASE_URL,
    DATA_DIR: process.env.DATA_DIR,
  });
  if (databaseUrl !== null) return work(databaseUrl);
  if (process.env.NODE_ENV?.trim() === 'production') {
    throw new Error('DATABASE_URL is not set, and in production there is no embedded database.');
  }
  const folder = resolve(dataDir);
  const running = await findRunningEmbeddedPostgres(folder);
  if (running !== null) return work(running);
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

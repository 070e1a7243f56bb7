import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readEnvironment } from '../config/environment';
import {
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../dev/embedded-postgres/embedded-postgres';

/**
 * Runs a command on the configured database: DATABASE_URL, else the embedded one, which is started for the command
 * unless a running Parley of this folder has it open.
 */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  // A command needs the database alone, so a production process may run it without the rest.
  const { databaseUrl, dataDir } = readEnvironment({
    DATABASE_URL: process.env.DATABASE_URL,
    DATA_DIR: process.env.DATA_DIR,
  });
  if (databaseUrl !== null) return work(databaseUrl);
  if (process.env.NODE_ENV === 'production') {
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

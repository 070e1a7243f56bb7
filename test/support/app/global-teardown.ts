import { rm } from 'node:fs/promises';
import type { TestServices } from './global-setup';

/** Stops what global-setup started. */
export default async function globalTeardown(): Promise<void> {
  const { parleyTestServices: services } = globalThis as { parleyTestServices?: TestServices };
  await services?.redis?.stop();
  await services?.postgres.stop();
  if (services) await rm(services.dataDir, { recursive: true, force: true });
}

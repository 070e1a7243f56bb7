// Measures a process: the time until it is ready, its memory at rest, and its memory during large requests.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { apiClient, createKey } from './support/api.mjs';
import { median, rounded, timed } from './support/figures.mjs';
import { withServices } from './support/fixture.mjs';
import { peakMb, residentMb } from './support/memory.mjs';
import { startParley, startProcess, untilReady } from './support/processes.mjs';
import { freePort } from './support/services.mjs';

const STARTS = 5;
const REST_MS = 10_000;
const PEOPLE = 100_000;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The files that `npm start` needs besides the installed packages. */
const CHECKOUT = ['package.json', 'src', 'scripts'];

/** @returns {Promise<import('./run.mjs').Figures>} */
export async function run() {
  const fresh = await firstStart();
  const served = await withServices(async ({ services, stopLater }) => {
    const { databaseUrl } = services;
    /** @param {string} role */
    const start = async (role) =>
      startParley({
        PORT: String(await freePort()),
        ROLE: role,
        DATABASE_URL: databaseUrl,
        REDIS_URL: services.redisUrl ?? '',
        SMTP_URL: 'smtp://127.0.0.1:9',
      });
    const starts = [];
    for (let n = 0; n < STARTS; n++) {
      const { ms, result } = await timed(() => start('all'));
      starts.push(ms);
      await result.stop();
    }
    const parley = stopLater(await start('web'));
    const pid = /** @type {number} */ (parley.child.pid);
    await sleep(REST_MS);
    const atRest = residentMb(pid);
    const client = apiClient(parley.url, await createKey(databaseUrl));
    const topic = await client.createTopic(PEOPLE);
    /** @param {string} operation */
    const peakOf = (operation) => peakMb(pid, () => client.post(`${topic}/${operation}/`));
    return {
      'start to ready, existing database, s': rounded(median(starts) / 1000),
      'memory at rest, MB': Math.round(atRest),
      [`links_csv of ${PEOPLE}, first, peak memory, MB`]: Math.round(await peakOf('links_csv')),
      [`links_csv of ${PEOPLE}, again, peak memory, MB`]: Math.round(await peakOf('links_csv')),
      [`generate_links of ${PEOPLE}, peak memory, MB`]: Math.round(await peakOf('generate_links')),
      [`send_invites to ${PEOPLE}, peak memory, MB`]: Math.round(await peakOf('send_invites')),
    };
  });
  return { 'first start on embedded defaults, build included, s': rounded(fresh / 1000), ...served };
}

/** Milliseconds of the first `npm start` in a new checkout with installed packages. */
async function firstStart() {
  const checkout = mkdtempSync(join(tmpdir(), 'parley-checkout-'));
  for (const name of CHECKOUT) cpSync(join(ROOT, name), join(checkout, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
  const port = String(await freePort());
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: port, HOST: '127.0.0.1' };
  try {
    const startedAt = performance.now();
    const building = startProcess(spawn('npm', ['run', 'prestart'], { cwd: checkout, env, stdio: 'ignore' }));
    await once(building.child, 'exit');
    const parley = startProcess(fork(join(checkout, 'dist/main.js'), { cwd: checkout, env, silent: true }));
    await untilReady(`http://127.0.0.1:${port}`, parley.child);
    const ms = performance.now() - startedAt;
    await parley.stop();
    return ms;
  } finally {
    rmSync(checkout, { recursive: true, force: true });
  }
}

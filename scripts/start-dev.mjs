// Starts Parley, and on every change below src/ builds and starts it again. Type errors are printed beside. The console
// is not built: `npm run console:dev` serves it from its sources.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const INTERVAL_MS = 400;
const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');
const run = (script, ...args) => spawn(process.execPath, [join(root, script), ...args], { stdio: 'inherit' });

/** Names and times of all source files. Asking for them is surer than fs.watch, which loses files on Linux. */
function sourceState() {
  return readdirSync(source, { recursive: true })
    .filter((name) => !name.endsWith('.spec.ts'))
    .map((name) => `${name} ${statSync(join(source, name), { throwIfNoEntry: false })?.mtimeMs}`)
    .join('\n');
}

/** Waits for the end of the old process, because its embedded database takes one process only. */
async function stop(child) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

const types = run(
  'node_modules/typescript/bin/tsc',
  ...['--noEmit', '--watch', '--preserveWatchOutput', '-p', join(root, 'tsconfig.build.json')],
);
let parley;
let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    isStopping = true;
    types.kill();
  });
}

let built;
while (!isStopping) {
  const state = sourceState();
  if (state !== built) {
    built = state;
    // In this order, because a build replaces the files that a process which just starts still reads.
    await stop(parley);
    const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--server'], {
      stdio: 'inherit',
    });
    parley = status === 0 ? run('dist/main.js') : undefined;
  }
  await sleep(INTERVAL_MS);
}
await stop(parley);

// Builds what is missing in dist/ or older than its sources, so that `npm start` works on a fresh clone. Writes to
// stderr only, because `npm run --silent keys:create` prints one line of JSON to stdout.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const both = ['package.json', 'package-lock.json', 'scripts/build.mjs'];

function newestChange(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

function isStale(built, inputs) {
  const file = join(root, built);
  if (!existsSync(file)) return true;
  const sources = inputs.map((name) => join(root, name)).filter(existsSync);
  return statSync(file).mtimeMs < Math.max(...sources.map(newestChange));
}

function build(...options) {
  process.stderr.write('Building Parley ...\n');
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), ...options], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
}

const production = !existsSync(join(root, 'src'));
if (!production) {
  const consoleInputs = ['console', 'client/src', 'scripts/build-console.mjs', ...both];
  if (isStale('dist/console/index.html', consoleInputs)) build();
  else if (isStale('dist/main.js', ['src', 'scripts/swc-options.cjs', ...both])) build('--server');
}

// Builds dist/ if it is missing or older than a source file, so that `npm start` works on a fresh clone. Writes to
// stderr only, because `npm run --silent keys:create` prints one line of JSON to stdout.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const inputs = ['src', 'package.json', 'package-lock.json', 'scripts/build.mjs', 'scripts/swc-options.cjs'];

function newestChange(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

const built = join(root, 'dist/main.js');
const sources = inputs.map((name) => join(root, name)).filter(existsSync);
const production = !existsSync(join(root, 'src'));

if (!production && (!existsSync(built) || statSync(built).mtimeMs < Math.max(...sources.map(newestChange)))) {
  process.stderr.write('Building Parley ...\n');
  const build = join(root, 'scripts/build.mjs');
  const { status } = spawnSync(process.execPath, [build], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}

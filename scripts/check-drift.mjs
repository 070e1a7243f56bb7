// Fails if a generated file differs from the one that the present code generates.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { clientTypes } from './client-types.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'parley-drift-'));
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
};

run(join(root, 'scripts/build-if-stale.mjs'));
run(join(root, 'dist/cli/generate.js'));
const options = await resolveConfig(join(root, 'openapi.json'));
const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
const document = read(join(folder, 'openapi.json'));
const fresh = {
  'openapi.json': await format(document, { ...options, parser: 'json' }),
  '.env.example': read(join(folder, '.env.example')),
  'client/src/schema.ts': await clientTypes(document),
};
rmSync(folder, { recursive: true });
const stale = Object.keys(fresh).filter((name) => read(join(root, name)) !== fresh[name]);
if (stale.length > 0) {
  process.stderr.write(
    `Stale: ${stale.join(', ')}. Run \`npm run generate && npm run client\` and commit the result.\n`,
  );
  process.exit(1);
}

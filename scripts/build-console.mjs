// Builds console/ into dist/console, and compresses its files so that the server need not.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
// The slowest two levels save 4 % and take four times as long, which the first `npm start` would wait for.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Builds the console. */
export async function buildConsole() {
  // Vite takes a NODE_ENV of the shell as it is, and React would be its larger and slower build for development.
  process.env.NODE_ENV = 'production';
  await build({ configFile: at('console/vite.config.ts'), logLevel: 'error' });
  const assets = at('dist/console/assets');
  for (const name of readdirSync(assets)) {
    const content = readFileSync(join(assets, name));
    writeFileSync(join(assets, `${name}.br`), brotliCompressSync(content, BROTLI));
    writeFileSync(join(assets, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}

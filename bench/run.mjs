// npm run bench [-- name ...]: runs the benchmarks, prints the figures and stores them in results.json. Uses the
// servers of DATABASE_URL and REDIS_URL if they are set (nothing else may use that Redis), and starts its own
// otherwise.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { format, resolveConfig } from 'prettier';

/** @typedef {Record<string, number>} Figures measurements by name */

const results = new URL('results.json', import.meta.url);
const all = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.replace('.mjs', ''));
const names = process.argv.length > 2 ? process.argv.slice(2) : all;
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}. There are: ${all.join(', ')}.\n`);
  process.exit(1);
}

for (const name of names) {
  process.stdout.write(`\n${name}\n`);
  /** @type {{ run: () => Promise<Figures> }} */
  const benchmark = await import(`./${name}.mjs`);
  const figures = await benchmark.run();
  for (const [title, figure] of Object.entries(figures)) {
    process.stdout.write(`  ${title.padEnd(60)} ${String(figure).padStart(10)}\n`);
  }
  await keep(name, figures);
}

/** @param {string} name @param {Figures} figures */
async function keep(name, figures) {
  const kept = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
  const machine = `Node ${process.versions.node}, ${cpus().length} CPUs`;
  const merged = { ...kept, [name]: { measured: new Date().toISOString().slice(0, 10), machine, figures } };
  const options = await resolveConfig(results.pathname);
  writeFileSync(results, await format(JSON.stringify(merged), { ...options, parser: 'json' }));
}

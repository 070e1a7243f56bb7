import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const DIST = join(__dirname, '../../dist/bootstrap');

/** A process that stops through these steps, each the body of an async function, the first one last. */
async function stopThrough(...steps: string[]): Promise<{ code: number | null; output: string }> {
  const script = `
    const { stopOnSignals } = require('${DIST}/shutdown.js');
    const { createLogger } = require('${DIST}/logging.js');
    const { setTimeout: sleep } = require('node:timers/promises');
    const shutdown = stopOnSignals(createLogger('info'));
    ${steps.map((body) => `shutdown.add(async () => { ${body} });`).join('\n')}
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => undefined, 10_000);`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  await once(child, 'close');
  return { code: child.exitCode, output };
}

const say = (text: string) => `require('node:fs').writeSync(1, '${text}\\n');`;

describe('stopOnSignals', () => {
  it('runs the steps, the latest first, and ends with 0', async () => {
    const { code, output } = await stopThrough(say('first'), say('second'));
    expect(output.match(/^(first|second)$/gm)).toEqual(['second', 'first']);
    expect(code).toBe(0);
  });

  it('runs the others when one fails, and ends with 1', async () => {
    const { code, output } = await stopThrough(say('first'), `throw new Error('it is stuck');`);
    expect(output).toMatch(/^first$/m);
    expect(output).toContain('a shutdown step failed');
    expect(code).toBe(1);
  });

  it('goes on when something fails that nobody waits for', async () => {
    const { code, output } = await stopThrough(
      say('first'),
      `void Promise.reject(new Error('left alone')); await sleep(100);`,
    );
    expect(output).toMatch(/^first$/m);
    expect(output).toContain('unhandled rejection during shutdown');
    expect(code).toBe(0);
  });
});

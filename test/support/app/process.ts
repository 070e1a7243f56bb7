import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reservedPort } from './ports';
import { TEST_SECRET_KEY } from './secret-key';
import { waitUntil } from './wait-until';

const MAIN = join(__dirname, '../../../dist/main.js');

/** How a process ended. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** From the signal to the end. */
  ms: number;
}

/** Parley in a process of its own, the way it runs in production. */
export interface OwnProcess {
  baseUrl: string;
  pid: number;
  /** Sends a signal and waits for the end. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Exit>;
  /** Sends a signal. */
  signal(signal: NodeJS.Signals): void;
  isRunning(): boolean;
  /** Its standard output and errors. */
  output(): string;
  /** @throws Error with its output when it has ended by itself */
  assertNotCrashed(): void;
}

const running = new Set<ChildProcess>();
// Ends processes of a test run that is aborted.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/**
 * Starts `node dist/main.js` and waits until it is ready. `variables` is its whole environment, apart from PATH and, when
 * left out, HOST, SECRET_KEY and PORT.
 */
export async function startProcess(variables: NodeJS.ProcessEnv): Promise<OwnProcess> {
  const port = Number(variables.PORT ?? (await reservedPort()));
  const child = spawn(process.execPath, [MAIN], {
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      SECRET_KEY: TEST_SECRET_KEY,
      ...variables,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let output = '';
  let toldToEnd = false;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const own: OwnProcess = {
    baseUrl: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    end: async (signal) => {
      const begun = performance.now();
      if (own.isRunning()) {
        toldToEnd = true;
        const exited = once(child, 'exit');
        child.kill(signal);
        await exited;
      }
      return { code: child.exitCode, signal: child.signalCode, ms: performance.now() - begun };
    },
    signal: (signal) => void child.kill(signal),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    output: () => output,
    assertNotCrashed: () => {
      if (own.isRunning() || toldToEnd) return;
      throw new Error(`The process ended with ${child.signalCode ?? child.exitCode} by itself:\n${output}`);
    },
  };
  await untilReady(own);
  return own;
}

async function untilReady(own: OwnProcess): Promise<void> {
  const isReady = async () => {
    own.assertNotCrashed();
    const answer = await fetch(`${own.baseUrl}/health/ready`).catch(() => null);
    await answer?.arrayBuffer();
    return answer?.status === 200 || sleep(100, false);
  };
  try {
    await waitUntil('the process is ready', isReady, 60_000);
  } catch (error) {
    await own.end('SIGKILL');
    throw error;
  }
}

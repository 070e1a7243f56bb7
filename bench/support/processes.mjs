// The child processes of a benchmark. They end with it.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {{ child: ChildProcess, stop: () => Promise<void> }} Running */

/** The options that `npm start` and the image pass to Node. */
const NODE_OPTIONS = ['--max-semi-space-size=4'];

/** A web process as in production: the log and the throttles are on, with limits that are not reached. */
export const EVERYTHING_ON = {
  ROLE: 'web',
  LOG_LEVEL: 'info',
  RATE_LIMIT_ENABLED: 'true',
  REQUESTS_PER_MINUTE: '1000000',
  REQUESTS_PER_HOUR: '10000000',
};

/** @type {Set<ChildProcess>} */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/**
 * Tracks a child process until it ends.
 * @param {ChildProcess} child
 * @returns {Running}
 */
export function startProcess(child) {
  running.add(child);
  child.once('error', () => running.delete(child));
  child.once('exit', () => running.delete(child));
  return {
    child,
    stop: async () => {
      if (!running.has(child)) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/**
 * Starts a helper in its own process. Its first message says that it is ready; then it answers one message at a time.
 * @param {string} file in this folder
 */
export async function startHelper(file) {
  const helper = startProcess(fork(fileURLToPath(new URL(file, import.meta.url))));
  const [ready] = await once(helper.child, 'message');
  return {
    ready,
    /** @param {object} message @returns {Promise<any>} */
    ask: async (message) => {
      const answered = once(helper.child, 'message');
      helper.child.send(message);
      return (await answered)[0];
    },
    stop: helper.stop,
  };
}

/**
 * Starts Parley in its own process.
 * @param {Record<string, string>} variables environment variables besides the defaults below
 * @returns {Promise<Running & { url: string }>}
 */
export async function startParley(variables) {
  const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://parley.example.com',
    SECRET_KEY: 'secret-key-of-the-benchmarks-0123456789',
    MAIL_FROM: 'Parley <parley@example.com>',
    HOST: '127.0.0.1',
    RATE_LIMIT_ENABLED: 'false',
    LOG_LEVEL: 'warn',
    ...variables,
  };
  const parley = startProcess(
    fork(main, {
      cwd: tmpdir(),
      env,
      execArgv: [...process.execArgv, ...NODE_OPTIONS],
      // Parley writes the log; reading it would cost this process time.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    }),
  );
  const url = `http://127.0.0.1:${variables.PORT}`;
  await untilReady(url, parley.child);
  return { ...parley, url };
}

/** Waits until the process accepts requests. @param {string} url @param {ChildProcess} child */
export async function untilReady(url, child) {
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error('Parley did not start.');
    await sleep(20);
  }
}

/** @param {string} url */
async function isReady(url) {
  try {
    return (await fetch(`${url}/health/ready`)).status === 200;
  } catch {
    return false;
  }
}

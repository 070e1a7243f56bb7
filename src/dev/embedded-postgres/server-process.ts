import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { childEnvironment, type ServiceUser } from './run-command';

const KEPT_LOG_LINES = 20;

/** PostgreSQL's signals for a fast and an immediate shutdown, then the one that cannot be ignored. */
const SHUTDOWN_STEPS: readonly (readonly [signal: NodeJS.Signals, timeoutMs: number])[] = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_checkpoints: 'off',
  // A failure shows the end of the log to the reader, so it must contain no statements and no values of rows.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** A PostgreSQL server that runs as a child process. */
export interface ServerProcess {
  hasEnded(): boolean;
  /** The last lines of the server's log. */
  lastLines(): string;
  /** Stops the server and waits until it has ended. Does nothing if it has ended already. */
  stop(): Promise<void>;
}

/**
 * Starts a server on the cluster in `data` and returns at once: the server may not be ready yet, and may still fail.
 */
export function spawnServer(
  binaries: string,
  data: string,
  port: number,
  user: ServiceUser | null,
  onUnexpectedEnd: (lastLines: string) => void,
): ServerProcess {
  const child = spawn(join(binaries, 'bin', 'postgres'), serverArguments(data, port), {
    ...(user && { uid: user.uid, gid: user.gid }),
    cwd: '/',
    env: childEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl-C signals the terminal's whole process group, and the application needs the database to shut down properly.
    detached: true,
  });
  const lines = keepLastLines(child);
  let ended = false;
  let stopping = false;
  const stopOnExit = () => child.kill('SIGINT');
  process.once('exit', stopOnExit);
  const onEnd = () => {
    if (ended) return;
    ended = true;
    process.off('exit', stopOnExit);
    if (!stopping) onUnexpectedEnd(lines.join('\n'));
  };
  child.once('error', (error) => {
    lines.push(String(error));
    if (child.pid === undefined) onEnd();
  });
  // 'close' follows the last line of the log, but only when no other process keeps the pipe open.
  child.once('exit', () => setTimeout(onEnd, 100));
  child.once('close', onEnd);
  return {
    hasEnded: () => ended,
    lastLines: () => lines.join('\n'),
    stop() {
      stopping = true;
      return shutDown(
        (signal) => child.kill(signal),
        () => ended,
      );
    },
  };
}

/**
 * Ends a PostgreSQL server, with the next signal if it has not ended in time.
 * @throws Error if SIGKILL does not end it either, as when a disk hangs
 */
export async function shutDown(
  send: (signal: NodeJS.Signals) => void,
  hasEnded: () => boolean | Promise<boolean>,
): Promise<void> {
  for (const [signal, timeoutMs] of SHUTDOWN_STEPS) {
    if (await hasEnded()) return;
    send(signal);
    const deadline = Date.now() + timeoutMs;
    while (Date.now() < deadline) {
      if (await hasEnded()) return;
      await delay(20);
    }
  }
  throw new Error('SIGKILL did not end the embedded PostgreSQL.');
}

function serverArguments(data: string, port: number): string[] {
  const settings = Object.entries({ ...SETTINGS, port: String(port) });
  return ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function keepLastLines(child: ChildProcess): string[] {
  const lines: string[] = [];
  if (child.stderr === null) return lines;
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    if (lines.length > KEPT_LOG_LINES) lines.shift();
  });
  return lines;
}

import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { childEnvironment, type ServiceUser } from './run-command';
import { shutDown } from './shutdown';

const KEPT_LOG_LINES = 20;

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
  // What it logs may be shown to a person when it fails, so no statement and no value of a row.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** A PostgreSQL server that runs as our child. */
export interface ServerProcess {
  hasEnded(): boolean;
  /** The end of the server's log. */
  lastLines(): string;
  /** Stops the server and waits for its end; harmless when it has ended already. */
  stop(): Promise<void>;
}

/** Starts a server on the cluster in `data`. It may still be busy starting, or fail to, when this returns. */
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
    // Ctrl-C reaches the whole process group of the terminal, and the application needs the database to finish.
    detached: true,
  });
  const lines = keepLastLines(child);
  let ended = false;
  let stopping = false;
  const stopWithUs = () => child.kill('SIGINT');
  process.once('exit', stopWithUs);
  const onEnd = () => {
    if (ended) return;
    ended = true;
    process.off('exit', stopWithUs);
    if (!stopping) onUnexpectedEnd(lines.join('\n'));
  };
  child.once('error', (error) => {
    lines.push(String(error));
    if (child.pid === undefined) onEnd();
  });
  // 'close' comes after the last line of the log, but waits for anything else that holds the pipe.
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

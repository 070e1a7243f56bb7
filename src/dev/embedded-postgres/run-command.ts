import { spawn } from 'node:child_process';

/** The account under which a command runs instead of Parley's own. */
export interface ServiceUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface CommandResult {
  readonly ok: boolean;
  /** The command's output, or the reason why it could not be started. */
  readonly output: string;
}

/** The environment for PostgreSQL: without the PG* settings of the developer's shell and the application's secrets. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, LD_LIBRARY_PATH, SystemRoot, TEMP } = process.env;
  return { PATH, LD_LIBRARY_PATH, SystemRoot, TEMP, LC_ALL: 'C', TZ: 'UTC' };
}

/** Runs a command and waits for its end. Does not reject: a command that cannot be started is a result as well. */
export function runCommand(
  file: string,
  args: readonly string[],
  user: ServiceUser | null = null,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const failed = (error: unknown) => {
      resolve({ ok: false, output: String(error) });
    };
    try {
      // Without this, the command inherits a working directory that the service user may be unable to access.
      const child = spawn(file, args, {
        ...(user && { uid: user.uid, gid: user.gid }),
        cwd: '/',
        env: childEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      const collect = (chunk: Buffer) => (output += chunk.toString());
      child.stdout.on('data', collect);
      child.stderr.on('data', collect);
      child.once('error', failed);
      child.once('close', (code) => {
        resolve({ ok: code === 0, output: output.trim() });
      });
    } catch (error) {
      // Node emits common errors of spawn as events and throws others, such as EPERM.
      failed(error);
    }
  });
}

import { spawn } from 'node:child_process';

/** The account a command runs under instead of our own. */
export interface ServiceUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface CommandResult {
  readonly ok: boolean;
  /** What the command printed, or why it could not be started. */
  readonly output: string;
}

/** Variables that reach PostgreSQL: no PG* settings of the developer's shell, no secrets of the application. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, LD_LIBRARY_PATH, SystemRoot, TEMP } = process.env;
  return { PATH, LD_LIBRARY_PATH, SystemRoot, TEMP, LC_ALL: 'C', TZ: 'UTC' };
}

/** Runs a command to its end, as `user` when one is given. Never rejects: a failed start is a result too. */
export function runCommand(
  file: string,
  args: readonly string[],
  user: ServiceUser | null = null,
): Promise<CommandResult> {
  return new Promise((settle) => {
    const failed = (error: unknown) => {
      settle({ ok: false, output: String(error) });
    };
    try {
      // The working directory is inherited otherwise, and the service user may not be allowed to look at it.
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
        settle({ ok: code === 0, output: output.trim() });
      });
    } catch (error) {
      // Node emits the common spawn errors and throws the others, EPERM among them.
      failed(error);
    }
  });
}

import { readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { errorCode, readTextIfPresent } from './files';
import { isRunning } from './process-identity';
import { runCommand } from './run-command';
import { shutDown } from './server-process';

/**
 * Stops the server that a killed Parley left running on the cluster in `data`, and removes a `postmaster.pid` whose pid
 * now belongs to an unrelated process. The caller must hold the lock on the data folder.
 */
export async function stopOrphanedServer(data: string, onNotice: (line: string) => void): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const text = await readTextIfPresent(file);
  if (text === null) return;
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0)) return rm(file, { force: true });
  // PostgreSQL removes the file of a dead server itself, after it has checked the server's shared memory.
  if (!(await isRunning(pid))) return;
  if (!(await isServerOn(data, pid))) return rm(file, { force: true });
  onNotice(`Stopping the PostgreSQL (pid ${pid}) that an earlier Parley left running.`);
  await shutDown(
    (signal) => {
      kill(pid, signal);
    },
    async () => !(await isRunning(pid)),
  );
}

async function isServerOn(data: string, pid: number): Promise<boolean> {
  const [program = '', ...args] = await commandLine(pid);
  if (!basename(program).startsWith('postgres')) return false;
  try {
    // The data folder is the server's working directory, also after the folder was renamed.
    const [cwd, here] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(data)]);
    return cwd.dev === here.dev && cwd.ino === here.ino;
  } catch {
    // There is no /proc, or the container's root may not inspect the processes of other users.
    return args.includes(data) || args.join(' ').includes(`-D ${data} `);
  }
}

async function commandLine(pid: number): Promise<string[]> {
  if (process.platform === 'linux') {
    // The process may have ended by now.
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return text.split('\0');
  }
  const { ok, output } = await runCommand('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  const program = output.slice(0, output.indexOf(' -D '));
  return ok ? [program, output.slice(program.length)] : [];
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

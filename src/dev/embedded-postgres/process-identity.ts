import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { errorCode } from './files';
import { runCommand } from './run-command';

/** Tells one run of a process from a later one that happens to get the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in a form that is only good for comparing; null where the system does not tell. */
  readonly startedAt: string | null;
  /** Pids of two marks mean the same process only within one scope: one boot, one container. */
  readonly scope: string;
}

/** The mark of this process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  return { pid: process.pid, startedAt: await startTime(process.pid), scope: await pidScope() };
}

/** The scope in which pids seen by this process are valid. */
export async function pidScope(): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()} ${await readlink('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** True when the pid belongs to a live process; a zombie that nobody reaped counts as dead. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  const state = (await statFields(pid))?.[0];
  return state !== 'Z' && state !== 'X';
}

/** True when the marked process itself still runs. Only meaningful within the mark's scope. */
export async function isStillRunning(mark: ProcessIdentity): Promise<boolean> {
  if (!(await isRunning(mark.pid))) return false;
  const now = await startTime(mark.pid);
  return mark.startedAt === null || now === null || mark.startedAt === now;
}

async function startTime(pid: number): Promise<string | null> {
  if (process.platform === 'linux') return (await statFields(pid))?.[19] ?? null;
  const { ok, output } = await runCommand('ps', ['-o', 'lstart=', '-p', String(pid)]);
  return ok && output !== '' ? output : null;
}

/** Fields of /proc/PID/stat from the third one on: the second is the command, which may hold blanks. */
async function statFields(pid: number): Promise<string[] | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

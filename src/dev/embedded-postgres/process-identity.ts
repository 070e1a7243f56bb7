import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { errorCode } from './files';
import { runCommand } from './run-command';

/** Identifies a process. Its start time tells it from a later process with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time, in a format of the platform that can only be compared for equality; null if it is not available. */
  readonly startedAt: string | null;
  /** The boot and the container. Equal pids mean the same process only within one scope. */
  readonly scope: string;
}

/** The identity of this process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  return { pid: process.pid, startedAt: await startTime(process.pid), scope: await pidScope() };
}

/** The boot and the container in which this process runs. */
export async function pidScope(): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()} ${await readlink('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** True if a process with this pid runs. A zombie, which its parent has not reaped yet, does not run. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  const state = (await statFields(pid))?.[0];
  return state !== 'Z' && state !== 'X';
}

/** True if this very process still runs. It must be from the scope of the caller. */
export async function isStillRunning(identity: ProcessIdentity): Promise<boolean> {
  if (!(await isRunning(identity.pid))) return false;
  const startedAt = await startTime(identity.pid);
  return identity.startedAt === null || startedAt === null || identity.startedAt === startedAt;
}

async function startTime(pid: number): Promise<string | null> {
  if (process.platform === 'linux') return (await statFields(pid))?.[19] ?? null;
  const { ok, output } = await runCommand('ps', ['-o', 'lstart=', '-p', String(pid)]);
  return ok && output !== '' ? output : null;
}

/** The fields of /proc/PID/stat from the third one on. The second one is the command, which may contain spaces. */
async function statFields(pid: number): Promise<string[] | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

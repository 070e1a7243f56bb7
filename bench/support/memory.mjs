import { readFileSync } from 'node:fs';

const PAGE_KB = 4;

/** Resident memory of a process in MB; Linux only. @param {number} pid */
export function residentMb(pid) {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return (pages * PAGE_KB) / 1024;
}

/**
 * The peak of a process's resident memory during the work, in MB.
 * @param {number} pid
 * @param {() => Promise<unknown>} work
 */
export async function peakMb(pid, work) {
  let peak = residentMb(pid);
  const sampling = setInterval(() => {
    peak = Math.max(peak, residentMb(pid));
  }, 5);
  try {
    await work();
  } finally {
    clearInterval(sampling);
  }
  return peak;
}

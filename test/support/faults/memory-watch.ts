import { readFileSync } from 'node:fs';
import type { OwnProcess } from '../app/process';

/** The highest memory of a process in MB, as the system counts it. */
export class MemoryWatch {
  peak = 0;
  private readonly timer: NodeJS.Timeout;

  constructor({ pid }: OwnProcess) {
    this.timer = setInterval(() => {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      this.peak = Math.max(this.peak, Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024));
    }, 50);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

import { Injectable } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { Overloaded } from '../errors/domain-errors';

const MEBIBYTE = 1024 * 1024;
/** Responses and parts of responses up to this size are not counted. */
export const LARGE_BYTES = MEBIBYTE;
/**
 * The large responses that a process reads or still sends at the same time have this size in total. While one is read
 * and written, it is in memory several times: as received, as text, and as sent.
 */
export const BUDGET_BYTES = 32 * MEBIBYTE;
/** How long a request waits for its turn before it is refused. */
const MAX_WAIT_MS = 15_000;
/** A client that takes no byte of a large response for this long is disconnected, because it keeps others waiting. */
const STALLED_MS = 30_000;

interface Waiting {
  bytes: number;
  admit: () => void;
}

/**
 * Bounds the memory of large responses, whatever the number of requests: they are read one after the other once their
 * total size passes the budget. First come, first served; a response larger than the budget is read alone.
 */
@Injectable()
export class ResponseBudget {
  private held = 0;
  private readonly queue: Waiting[] = [];

  /**
   * Waits until a response of that size may be read.
   * @returns gives the memory back; call it exactly once
   * @throws Overloaded when its turn has not come in time
   */
  async acquire(bytes: number): Promise<() => void> {
    if (this.queue.length > 0 || !this.isFree(bytes)) await this.waitInLine(bytes);
    else this.held += bytes;
    return () => this.release(bytes);
  }

  /** Runs `read` when a response of that size may be read; small ones at once. @throws Overloaded */
  async read<T>(bytes: number, read: () => Promise<T>): Promise<T> {
    if (bytes <= LARGE_BYTES) return read();
    const release = await this.acquire(bytes);
    try {
      return await read();
    } finally {
      release();
    }
  }

  /** Waits like {@link acquire}, and gives the memory back when the response is sent or its client is gone. */
  async acquireUntilSent(response: ServerResponse, bytes: number): Promise<void> {
    const release = await this.acquire(bytes);
    if (response.destroyed) release();
    else response.once('close', release);
  }

  /**
   * Counts a large response until it is sent or its client is gone.
   * @param bytes of the response; null for a stream, which holds little of its content at a time
   */
  holdUntilSent(response: ServerResponse, bytes: number | null): void {
    if ((bytes !== null && bytes <= LARGE_BYTES) || response.destroyed) return;
    response.setTimeout(STALLED_MS, () => response.destroy());
    if (bytes === null) return;
    this.held += bytes;
    response.once('close', () => this.release(bytes));
  }

  private isFree(bytes: number): boolean {
    return this.held === 0 || this.held + bytes <= BUDGET_BYTES;
  }

  private waitInLine(bytes: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        bytes,
        admit: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(waiting), 1);
        reject(new Overloaded('Too many large responses are being sent. Repeat the request in a moment.'));
        this.admitWaiting();
      }, MAX_WAIT_MS);
      this.queue.push(waiting);
    });
  }

  private release(bytes: number): void {
    this.held -= bytes;
    this.admitWaiting();
  }

  private admitWaiting(): void {
    for (let [next] = this.queue; next && this.isFree(next.bytes); [next] = this.queue) {
      this.queue.shift();
      this.held += next.bytes;
      next.admit();
    }
  }
}

import * as fs from 'node:fs';
import { mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Logger } from '@nestjs/common';
import { envelopeLine, splitEnvelope } from './envelope';
import type { Envelope } from './envelope';
import { isMailboxId, MailboxIds, timePrefix } from './mailbox-id';
import { endOfHeaders, parseMessage, parseSummary } from './message-parser';
import type { Message, MessageSummary } from './message-parser';

const KEPT_MESSAGES = 10_000;
const PRUNE_ABOVE = KEPT_MESSAGES + 1000;
const HEAD_BYTES = 64 * 1024;
const PARALLEL_FILES = 50;
const STALE_TEMPORARY_MS = 60_000;

// On this path the callback functions cost half of what those of node:fs/promises do.
const writeFile = promisify(fs.writeFile);
const rename = promisify(fs.rename);

/**
 * The messages that the development mail server received, one `.eml` file each in `<dataDir>/mailbox`.
 * The directory is the only truth, so what another process or a person does there is seen at once. The
 * 10 000 newest stay; older ones go a thousand at a time, so that receiving stays fast.
 */
export class MailboxStore {
  private readonly logger = new Logger(MailboxStore.name);
  private readonly ids = new MailboxIds();
  private readonly summaries = new Map<string, MessageSummary>();
  /** About how many files there are; counted anew at each prune. */
  private count = 0;
  private pruning: Promise<void> | null = null;

  private constructor(private readonly directory: string) {}

  /**
   * Opens the mailbox below `dataDir`, which is made if missing.
   *
   * @throws the error of the file system if the directory cannot be made or read
   */
  static async open(dataDir: string): Promise<MailboxStore> {
    const store = new MailboxStore(join(dataDir, 'mailbox'));
    await mkdir(store.directory, { recursive: true });
    await store.prune();
    return store;
  }

  /**
   * Keeps a message. When this resolves, the whole message is in its file under its final name.
   *
   * @param chunks the message as received; not looked into
   * @returns the id of the message
   * @throws the error of the file system if the message could not be written
   */
  async save(envelope: Envelope, chunks: readonly Buffer[]): Promise<string> {
    const id = this.ids.next();
    const path = this.pathOf(id);
    await writeFile(`${path}.tmp`, Buffer.concat([envelopeLine(envelope), ...chunks]));
    await rename(`${path}.tmp`, path);
    if (++this.count > PRUNE_ABOVE) this.pruneInBackground();
    return id;
  }

  /** One page of the messages, newest first, and how many there are in all. */
  async list(page: {
    limit: number;
    offset: number;
  }): Promise<{ messages: MessageSummary[]; total: number }> {
    const ids = (await this.idsOldestFirst()).reverse();
    const wanted = ids.slice(page.offset, page.offset + page.limit);
    const summaries = await inBatches(wanted, (id) => this.summaryOf(id));
    return { messages: summaries.filter((summary) => summary !== null), total: ids.length };
  }

  /** The message with this id in full, or null if there is none (or the id is no id). */
  async get(id: string): Promise<Message | null> {
    const content = await this.read(id);
    return content === null ? null : parseMessage(id, content);
  }

  /** The message exactly as received, or null if there is none with this id. */
  async source(id: string): Promise<Buffer | null> {
    const content = await this.read(id);
    return content === null ? null : splitEnvelope(content).raw;
  }

  /** Deletes every message that is there now. */
  async clear(): Promise<void> {
    await this.remove(await this.idsOldestFirst());
  }

  /** Resolves when no work goes on in the background any more. */
  async idle(): Promise<void> {
    await this.pruning;
  }

  private async summaryOf(id: string): Promise<MessageSummary | null> {
    const cached = this.summaries.get(id);
    if (cached !== undefined) return cached;
    const head = await this.readHead(id);
    if (head === null) return null;
    const summary = await parseSummary(id, head);
    this.summaries.set(id, summary);
    return summary;
  }

  private async read(id: string): Promise<Buffer | null> {
    return isMailboxId(id) ? nullIfMissing(readFile(this.pathOf(id))) : null;
  }

  /** The start of a file, enough to hold its headers, so that a list does not load whole messages. */
  private async readHead(id: string): Promise<Buffer | null> {
    const file = await nullIfMissing(open(this.pathOf(id)));
    if (file === null) return null;
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const head = buffer.subarray(0, bytesRead);
      return bytesRead < HEAD_BYTES || endOfHeaders(head) !== -1 ? head : await this.read(id);
    } finally {
      await file.close();
    }
  }

  private async idsOldestFirst(): Promise<string[]> {
    return idsIn(await readdir(this.directory));
  }

  private pruneInBackground(): void {
    this.pruning ??= this.prune()
      .catch((error: unknown) => this.logger.warn(`Old messages could not be deleted: ${String(error)}`))
      .finally(() => (this.pruning = null));
  }

  private async prune(): Promise<void> {
    const names = await readdir(this.directory);
    const ids = idsIn(names);
    this.count = Math.min(ids.length, KEPT_MESSAGES);
    await this.remove(ids.slice(0, -KEPT_MESSAGES));
    // A killed process leaves temporary files behind; young ones may still be written to.
    const cutoff = timePrefix(Date.now() - STALE_TEMPORARY_MS);
    const stale = names.filter((name) => name.endsWith('.eml.tmp') && name < cutoff);
    await inBatches(stale, (name) => nullIfMissing(unlink(join(this.directory, name))));
  }

  private async remove(ids: string[]): Promise<void> {
    await inBatches(ids, async (id) => {
      this.summaries.delete(id);
      await nullIfMissing(unlink(this.pathOf(id)));
    });
  }

  private pathOf(id: string): string {
    return join(this.directory, `${id}.eml`);
  }
}

function idsIn(names: string[]): string[] {
  return names
    .filter((name) => name.endsWith('.eml'))
    .map((name) => name.slice(0, -'.eml'.length))
    .filter(isMailboxId)
    .sort();
}

async function nullIfMissing<T>(result: Promise<T>): Promise<T | null> {
  return result.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/** Thousands of files at once would run out of file descriptors. */
async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += PARALLEL_FILES) {
    results.push(...(await Promise.all(items.slice(start, start + PARALLEL_FILES).map(work))));
  }
  return results;
}

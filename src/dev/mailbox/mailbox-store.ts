import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';

const KEPT_MESSAGES = 10_000;
const SAVES_BETWEEN_PRUNES = 1_000;
const ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-\d{6}-[0-9a-f]{8}$/;
const ENVELOPE_HEADER = 'X-Parley-Envelope: ';

/** Sender and recipients as the SMTP client named them. Unlike the headers they include Bcc. */
export interface Envelope {
  from: string;
  to: string[];
}

export interface StoredMessage {
  id: string;
  receivedAt: Date;
  envelope: Envelope;
  /** The recipients' names according to the `To` header; empty if it has none. */
  names: string;
  /** The recipients' addresses, joined by a comma. */
  addresses: string;
  mail: ParsedMail;
  /** The message as received. */
  raw: Buffer;
}

/**
 * Keeps the newest 10 000 messages of the development mail server, one `.eml` file each in `<dataDir>/mailbox`.
 * Every list reads the directory, so it includes the changes of other processes.
 */
export class MailboxStore {
  private saves = 0;

  private constructor(private readonly directory: string) {}

  /**
   * Opens the mailbox in `dataDir` and creates it if it is missing.
   * @throws the file system's error if the directory cannot be created or read
   */
  static async open(dataDir: string): Promise<MailboxStore> {
    const store = new MailboxStore(join(dataDir, 'mailbox'));
    await mkdir(store.directory, { recursive: true });
    // A process that is killed while it saves a message leaves a temporary file.
    const unfinished = (await readdir(store.directory)).filter((name) => name.endsWith('.tmp'));
    for (const name of unfinished) await rm(join(store.directory, name), { force: true });
    await store.deleteAllBut(KEPT_MESSAGES);
    return store;
  }

  /**
   * Stores a message and returns its id. The file appears under its name when it is complete.
   * @throws the file system's error if the message could not be written
   */
  async save(envelope: Envelope, chunks: readonly Buffer[]): Promise<string> {
    if (++this.saves % SAVES_BETWEEN_PRUNES === 0) await this.deleteAllBut(KEPT_MESSAGES);
    const id = this.nextId();
    const line = Buffer.from(`${ENVELOPE_HEADER}${JSON.stringify(envelope)}\r\n`);
    await writeFile(`${this.pathOf(id)}.tmp`, Buffer.concat([line, ...chunks]));
    await rename(`${this.pathOf(id)}.tmp`, this.pathOf(id));
    return id;
  }

  /** One page of the messages, newest first, and the number of all messages. */
  async list(limit: number, offset: number): Promise<{ messages: StoredMessage[]; total: number }> {
    const ids = await this.idsNewestFirst();
    const messages: StoredMessage[] = [];
    for (const id of ids.slice(offset, offset + limit)) {
      const message = await this.get(id);
      if (message) messages.push(message);
    }
    return { messages, total: ids.length };
  }

  /** The message with this id, or null if there is none. Any other string is not an id and gives null as well. */
  async get(id: string): Promise<StoredMessage | null> {
    // Only the pattern makes it safe to use an id from a URL in a path.
    if (!ID.test(id)) return null;
    try {
      return await parseMessage(id, await readFile(this.pathOf(id)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** Deletes the messages to recipients of whom `isGone` is true. */
  async deleteTo(isGone: (address: string) => boolean): Promise<void> {
    for (const id of await this.idsNewestFirst()) {
      // Another process may delete it first.
      const content = await readFile(this.pathOf(id)).catch(() => Buffer.alloc(0));
      if (splitEnvelope(content).envelope.to.some(isGone)) await rm(this.pathOf(id), { force: true });
    }
  }

  /** Deletes all messages. */
  async clear(): Promise<void> {
    await this.deleteAllBut(0);
  }

  /** Ids sort by time and, within a millisecond, in the order of the calls. The random part tells processes apart. */
  private nextId(): string {
    const time = new Date().toISOString().replace(/[-:.]/g, '');
    const sequence = String(this.saves % 1_000_000).padStart(6, '0');
    return `${time}-${sequence}-${randomBytes(4).toString('hex')}`;
  }

  private async idsNewestFirst(): Promise<string[]> {
    const names = (await readdir(this.directory)).filter((name) => name.endsWith('.eml'));
    const ids = names.map((name) => name.slice(0, -'.eml'.length)).filter((id) => ID.test(id));
    return ids.sort().reverse();
  }

  private async deleteAllBut(kept: number): Promise<void> {
    for (const id of (await this.idsNewestFirst()).slice(kept)) {
      await rm(this.pathOf(id), { force: true });
    }
  }

  private pathOf(id: string): string {
    return join(this.directory, `${id}.eml`);
  }
}

async function parseMessage(id: string, content: Buffer): Promise<StoredMessage> {
  const { envelope, raw } = splitEnvelope(content);
  // The page shows the parts that were sent, so none is made from another one. A message that is no valid MIME is shown
  // without any, so that it does not make the whole list fail.
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true }).catch(
    (): ParsedMail => ({ attachments: [], headers: new Map(), headerLines: [] }),
  );
  const recipients = [mail.to ?? []].flat().flatMap(({ value }) => value);
  return {
    id,
    receivedAt: new Date(id.replace(ID, '$1-$2-$3T$4:$5:$6.$7Z')),
    envelope,
    names: recipients.flatMap(({ name }) => name || []).join(', '),
    addresses: envelope.to.join(', ') || recipients.flatMap(({ address }) => address ?? []).join(', '),
    mail,
    raw,
  };
}

/** A file without the envelope line was put there by hand. */
function splitEnvelope(content: Buffer): { envelope: Envelope; raw: Buffer } {
  const end = Math.max(content.indexOf('\r\n'), 0);
  const line = content.subarray(0, end).toString();
  if (!line.startsWith(ENVELOPE_HEADER)) return { envelope: { from: '', to: [] }, raw: content };
  const envelope = JSON.parse(line.slice(ENVELOPE_HEADER.length)) as Envelope;
  return { envelope, raw: content.subarray(end + 2) };
}

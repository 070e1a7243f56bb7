import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

interface StoredMail {
  uid: number;
  source: Buffer;
  seen: boolean;
}

/**
 * An IMAP4rev1 server (RFC 3501) with one folder, INBOX, as far as a reader of unread mails needs one: LOGIN, SELECT,
 * UID SEARCH, UID FETCH and UID STORE.
 */
export class ImapServer {
  readonly mails: StoredMail[] = [];
  readonly user = 'bounces';
  readonly password = 'imap-password-7f';
  /** Logins that were tried. */
  logins = 0;
  /** Whether nothing is answered any more. */
  hangs = false;
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;

  static async start(): Promise<ImapServer> {
    const imap = new ImapServer();
    imap.server = createServer((socket) => imap.serve(socket)).listen(0, '127.0.0.1');
    await once(imap.server, 'listening');
    return imap;
  }

  /** Address for MAIL_REPORTS_IMAP_URL. The connection is local and not encrypted. */
  get url(): string {
    const { port } = this.server?.address() as AddressInfo;
    return `imap://${this.user}:${this.password}@127.0.0.1:${port}/INBOX?tls=off`;
  }

  /** Puts an unread mail into INBOX. */
  deliver(source: Buffer): void {
    this.mails.push({ uid: this.mails.length + 1, source, seen: false });
  }

  get unread(): number {
    return this.mails.filter(({ seen }) => !seen).length;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((closed) => this.server?.close(closed));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    let buffered = '';
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    socket.on('data', (chunk: Buffer) => {
      buffered += chunk.toString('latin1');
      for (let end = buffered.indexOf('\r\n'); end >= 0; end = buffered.indexOf('\r\n')) {
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        this.answer(socket, line);
      }
    });
  }

  private answer(socket: Socket, line: string): void {
    const [tag = '', ...words] = line.split(' ');
    const command = words.join(' ');
    const ok = (text = 'done') => socket.write(`${tag} OK ${text}\r\n`);
    if (/^LOGIN /i.test(command)) {
      this.logins += 1;
      if (this.hangs) return;
      const isRight = command.includes(this.user) && command.includes(this.password);
      return void (isRight ? ok() : socket.write(`${tag} NO [AUTHENTICATIONFAILED] wrong password\r\n`));
    }
    if (/^(SELECT|EXAMINE) /i.test(command)) {
      socket.write(
        `* ${this.mails.length} EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY 1] ok\r\n`,
      );
      socket.write(`* OK [UIDNEXT ${this.mails.length + 1}] ok\r\n* OK [PERMANENTFLAGS (\\Seen)] ok\r\n`);
      return void ok('[READ-WRITE] selected');
    }
    if (/^CAPABILITY/i.test(command)) socket.write('* CAPABILITY IMAP4rev1\r\n');
    if (/^(LIST|LSUB) /i.test(command)) socket.write('* LIST () "/" INBOX\r\n');
    if (/^UID SEARCH /i.test(command)) {
      const found = this.mails.filter(({ seen }) => !seen).map(({ uid }) => uid);
      socket.write(`* SEARCH ${found.join(' ')}\r\n`);
    }
    if (/^UID FETCH /i.test(command)) this.fetch(socket, words[2] ?? '', command);
    if (/^UID STORE /i.test(command)) for (const mail of this.select(words[2] ?? '')) mail.seen = true;
    if (/^LOGOUT/i.test(command)) socket.write('* BYE\r\n');
    ok();
  }

  private fetch(socket: Socket, range: string, command: string): void {
    const limit = Number(/<\d+\.(\d+)>/.exec(command)?.[1] ?? Infinity);
    for (const { uid, source } of this.select(range)) {
      const part = source.subarray(0, limit);
      socket.write(`* ${uid} FETCH (UID ${uid} BODY[]<0> {${part.length}}\r\n`);
      socket.write(part);
      socket.write(')\r\n');
    }
  }

  /** The mails of a set such as `1:3,7`. */
  private select(range: string): StoredMail[] {
    const parts = range.split(',').map((part) => part.split(':').map(Number));
    return this.mails.filter(({ uid }) =>
      parts.some(([from = 0, to = from]) => uid >= Math.min(from, to) && uid <= Math.max(from, to)),
    );
  }
}

import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** The phases of an SMTP session (RFC 5321, 4.5.3.2): `dot` is the reply to the text's final dot. */
export type SmtpPhase = 'greeting' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'dot';

/** How the server behaves in a phase. Without a setting it answers at once and accepts. */
export interface PhaseBehaviour {
  /** Milliseconds before the server does what it does. */
  delay?: number;
  /** The reply, without a line end; several lines are separated by `\r\n`. */
  reply?: string;
  /** Closes the connection: instead of a reply, or after it when `reply` is given. */
  close?: boolean;
  /** Never answers. */
  silent?: boolean;
}

const REPLIES: Record<SmtpPhase, string> = {
  greeting: '220 mail.example.com ready',
  ehlo: '250 mail.example.com',
  mail: '250 2.1.0 ok',
  rcpt: '250 2.1.5 ok',
  data: '354 go on',
  dot: '250 2.0.0 accepted',
};

/** A mail server whose behaviour can be set for each phase, for all recipients or for one. */
export class PhasedMailServer {
  /** Behaviour by phase. A function gets the recipient of the session's current mail, empty before RCPT. */
  phases: Partial<Record<SmtpPhase, PhaseBehaviour | ((recipient: string) => PhaseBehaviour)>> = {};
  /** All commands that arrived, and texts as `TEXT <message-id>`. */
  readonly commands: string[] = [];
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;

  get url(): string {
    const { port } = this.server?.address() as AddressInfo;
    return `smtp://127.0.0.1:${port}`;
  }

  async start(): Promise<this> {
    this.server = createServer((socket) => this.serve(socket)).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const { server } = this;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    await closed;
  }

  /** The Message-IDs of all texts that arrived completely, one per copy. */
  get texts(): string[] {
    return this.commands.flatMap((command) => /^TEXT (.*)$/.exec(command)?.[1] ?? []);
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let received = '';
    let recipient = '';
    let inText = false;
    void this.answer(socket, 'greeting', recipient);
    const read = async (): Promise<void> => {
      for (;;) {
        const mark = inText ? '\r\n.\r\n' : '\r\n';
        const end = received.indexOf(mark);
        if (end < 0) return;
        const part = received.slice(0, end);
        received = received.slice(end + mark.length);
        if (inText) {
          inText = false;
          this.commands.push(`TEXT ${/^message-id: (.*)$/im.exec(part)?.[1] ?? ''}`);
          await this.answer(socket, 'dot', recipient);
          continue;
        }
        this.commands.push(part);
        const verb = part.slice(0, 4).toUpperCase();
        if (verb === 'RCPT') recipient = /<(.*)>/.exec(part)?.[1] ?? '';
        const phase = ({ EHLO: 'ehlo', MAIL: 'mail', RCPT: 'rcpt', DATA: 'data' } as const)[verb];
        const reply = phase ? await this.answer(socket, phase, recipient) : write(socket, '250 ok');
        inText = phase === 'data' && reply.startsWith('3');
      }
    };
    let reading: Promise<void> = Promise.resolve();
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      received += chunk;
      reading = reading.then(read);
    });
  }

  /** Behaves as set for the phase, and returns the reply that was sent, empty for none. */
  private async answer(socket: Socket, phase: SmtpPhase, recipient: string): Promise<string> {
    const setting = this.phases[phase] ?? {};
    const { delay = 0, reply, close, silent } = typeof setting === 'function' ? setting(recipient) : setting;
    if (delay > 0) await new Promise((done) => setTimeout(done, delay).unref());
    // A silent server reads no further either: the next command never comes.
    if (silent) return '';
    const sent = close && reply === undefined ? '' : write(socket, reply ?? REPLIES[phase]);
    if (close) socket.end();
    return sent;
  }
}

function write(socket: Socket, reply: string): string {
  if (socket.writable) socket.write(`${reply}\r\n`);
  return reply;
}

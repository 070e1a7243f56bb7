import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { reservedPort } from '../app/ports';

/** A mail that was accepted: the server has answered 250. */
export interface AcceptedMail {
  recipient: string;
  messageId: string;
  /** When its text had arrived, by `performance.now()`. */
  at: number;
}

/**
 * A mail server that can go down. Unlike a library's it knows for certain which mails it accepted: those for which it
 * had written the 250 before the connection was cut.
 */
export class FaultMailServer {
  readonly accepted: AcceptedMail[] = [];
  /** Number of texts that it has read to the end, whether it accepted them or not. */
  received = 0;
  /** Milliseconds that it takes to accept a mail. */
  delay = 0;
  /** Connections that were open at the same time at most. */
  mostConnections = 0;
  private server: Server | undefined;
  private port = 0;
  private readonly sockets = new Set<Socket>();

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Listens, on the same port as before if it did already. */
  async start(): Promise<void> {
    if (this.port === 0) this.port = await reservedPort();
    this.server = createServer((socket) => this.serve(socket)).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** Cuts every connection and refuses new ones. Mails that wait to be accepted are not. */
  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    const closed = once(server, 'close');
    server.close();
    // Answers that were written still go out before the connection ends.
    for (const socket of this.sockets) socket.end(() => socket.destroy());
    await closed;
  }

  /** Recipients that got more than one mail, with the Message-IDs of theirs, each once. */
  doubles(): { recipient: string; messageIds: string[] }[] {
    const ids = new Map<string, string[]>();
    for (const { recipient, messageId } of this.accepted) {
      ids.set(recipient, [...(ids.get(recipient) ?? []), messageId]);
    }
    return [...ids]
      .filter(([, messageIds]) => messageIds.length > 1)
      .map(([recipient, messageIds]) => ({ recipient, messageIds: [...new Set(messageIds)] }));
  }

  /** All recipients of mails, each once. */
  recipients(): string[] {
    return [...new Set(this.accepted.map((mail) => mail.recipient))].sort();
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    this.mostConnections = Math.max(this.mostConnections, this.sockets.size);
    socket.once('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.write('220 fault\r\n');
    let received = '';
    let recipient = '';
    let inMail = false;
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      received += chunk;
      for (;;) {
        const mark = inMail ? '\r\n.\r\n' : '\r\n';
        const end = received.indexOf(mark);
        if (end < 0) return;
        const part = received.slice(0, end);
        received = received.slice(end + mark.length);
        if (inMail) {
          inMail = false;
          this.acceptLater(socket, {
            recipient,
            messageId: /^message-id: (.*)$/im.exec(part)?.[1] ?? '',
            at: performance.now(),
          });
          continue;
        }
        const command = part.slice(0, 4).toUpperCase();
        if (command === 'RCPT') recipient = /<(.*)>/.exec(part)?.[1] ?? '';
        inMail = command === 'DATA';
        socket.write(inMail ? '354 go on\r\n' : '250 ok\r\n');
      }
    });
  }

  private acceptLater(socket: Socket, mail: AcceptedMail): void {
    this.received += 1;
    const { server } = this;
    setTimeout(() => {
      if (this.server !== server || !socket.writable) return;
      this.accepted.push(mail);
      socket.write('250 accepted\r\n');
    }, this.delay).unref();
  }
}

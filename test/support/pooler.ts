import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Client } from 'pg';

/** A connection pooler in transaction mode: all clients share one server connection and take turns on it. */
export interface TestPooler {
  url: string;
  stop(): Promise<void>;
}

const READY_FOR_QUERY = 'Z';

/** Starts a pooler before the database at `url`. It lets everybody in. */
export async function startPooler(url: string): Promise<TestPooler> {
  const backend = new Client({ connectionString: url });
  backend.on('error', () => undefined);
  await backend.connect();
  // The driver has logged in; from here on the raw connection is the pooler's.
  const { stream } = (backend as unknown as { connection: { stream: Socket } }).connection;
  stream.removeAllListeners('data');
  const turns = new Turns(stream);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    serve(socket, turns);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const pooled = new URL(url);
  pooled.port = String((server.address() as AddressInfo).port);
  return {
    url: pooled.href,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      stream.destroy();
    },
  };
}

/** Hands the server connection to one client at a time, until the server is ready outside of a transaction. */
class Turns {
  private readonly waiting: { socket: Socket; data: Buffer }[] = [];
  private current: Socket | null = null;

  constructor(private readonly stream: Socket) {
    let rest = Buffer.alloc(0);
    stream.on('data', (chunk: Buffer) => {
      this.current?.write(chunk);
      rest = Buffer.concat([rest, chunk]);
      let isFree = false;
      while (rest.length >= 5 && rest.length >= 1 + rest.readInt32BE(1)) {
        const length = 1 + rest.readInt32BE(1);
        isFree = rest.toString('latin1', 0, 1) === READY_FOR_QUERY && rest.toString('latin1', 5, 6) === 'I';
        rest = rest.subarray(length);
      }
      if (isFree) this.next();
    });
  }

  send(socket: Socket, data: Buffer): void {
    if (this.current === socket) this.stream.write(data);
    else this.waiting.push({ socket, data });
    if (this.current === null) this.next();
  }

  private next(): void {
    const turn = this.waiting.shift();
    this.current = turn?.socket ?? null;
    if (turn) this.stream.write(turn.data);
  }
}

function serve(socket: Socket, turns: Turns): void {
  socket.once('data', () => {
    // AuthenticationOk and ReadyForQuery.
    socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]));
    socket.on('data', (data: Buffer) => {
      if (data.toString('latin1', 0, 1) === 'X') socket.end();
      else turns.send(socket, data);
    });
  });
}

import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { MailboxStore } from './mailbox-store';

const HOST = '127.0.0.1';
const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;
const STOP_GRACE_MS = 200;

export interface MailboxServer {
  smtpUrl: string;
  store: MailboxStore;
  /** Ends open connections within a moment. A message being received then is refused, never lost in silence. */
  stop(): Promise<void>;
}

/**
 * Starts the SMTP server that stands in for a real one on a machine without mail: it listens on a free local
 * port, takes every message from and to anyone and delivers none. A message is accepted (250) only once it
 * is wholly in the store.
 *
 * @throws if the data directory cannot be written or the port cannot be opened
 */
export async function startMailboxServer(options: { dataDir: string }): Promise<MailboxServer> {
  const store = await MailboxStore.open(options.dataDir);
  const receiving = new Set<Promise<void>>();
  const server = createServer(store, receiving);
  const sockets = trackSockets(server);
  const listener = server.listen(0, HOST);
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  return {
    smtpUrl: `smtp://${HOST}:${port}`,
    store,
    async stop() {
      await new Promise<void>((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await Promise.allSettled(receiving);
      await store.idle();
    },
  };
}

function createServer(store: MailboxStore, receiving: Set<Promise<void>>): SMTPServer {
  const logger = new Logger('MailboxServer');
  const server = new SMTPServer({
    name: 'localhost',
    banner: 'Parley mailbox',
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    authOptional: true,
    onAuth: (auth, _session, done) => done(null, { user: auth.username || 'anyone' }),
    lenientAddressParsing: true,
    size: MAX_MESSAGE_BYTES,
    rejectOversized: true,
    closeTimeout: STOP_GRACE_MS,
    onData(stream, session, done) {
      const work = receive(stream, session, store)
        .then(
          () => done(),
          (error: unknown) => {
            logger.warn(`A message could not be stored: ${String(error)}`);
            done(new Error('The message could not be stored'));
          },
        )
        .finally(() => receiving.delete(work));
      receiving.add(work);
    },
  });
  // Without a listener, a client that resets its connection would end the process.
  server.on('error', (error) => logger.debug(`Connection failed: ${error.message}`));
  return server;
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  store: MailboxStore,
): Promise<void> {
  const { mailFrom, rcptTo } = session.envelope;
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (!stream.sizeExceeded) chunks.push(chunk);
  }
  // The server itself answers an oversized message with 552.
  if (stream.sizeExceeded) return;
  const from = mailFrom === false ? '' : mailFrom.address;
  await store.save({ from, to: rcptTo.map(({ address }) => address) }, chunks);
}

function trackSockets(server: SMTPServer): Set<Socket> {
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

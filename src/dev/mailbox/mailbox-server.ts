import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { MailboxStore } from './mailbox-store';

const HOST = '127.0.0.1';
// Invites are about 10 KB. The limit bounds the memory of a list, which parses whole messages.
const MAX_MESSAGE_BYTES = 1024 * 1024;
const CLOSE_TIMEOUT_MS = 200;

export interface MailboxServer {
  smtpUrl: string;
  store: MailboxStore;
  /** Stops within a moment. A message that is not received completely by then is refused. */
  stop(): Promise<void>;
}

/**
 * Starts the SMTP server that takes the place of a real one in development. It listens on a free local port, accepts
 * every sender, recipient and password, and delivers nothing. It answers 250 once the message is stored.
 * @throws if the data directory cannot be written or the port cannot be opened
 */
export async function startMailboxServer({ dataDir }: { dataDir: string }): Promise<MailboxServer> {
  const store = await MailboxStore.open(dataDir);
  const logger = new Logger('MailboxServer');
  const server = new SMTPServer({
    name: 'localhost',
    banner: 'Parley mailbox',
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    authOptional: true,
    onAuth: ({ username }, _session, done) => done(null, { user: username }),
    lenientAddressParsing: true,
    size: MAX_MESSAGE_BYTES,
    rejectOversized: true,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onData: (stream, session, done) => {
      receive(stream, session, store).then(
        () => done(),
        (error: unknown) => {
          logger.warn(`A message could not be stored: ${String(error)}`);
          done(new Error('The message could not be stored'));
        },
      );
    },
  });
  // Without a listener, a client that resets its connection would end the process.
  server.on('error', (error) => logger.debug(`Connection failed: ${error.message}`));
  const listener = server.listen(0, HOST);
  await once(listener, 'listening');
  return {
    smtpUrl: `smtp://${HOST}:${(listener.address() as AddressInfo).port}`,
    store,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, store: MailboxStore) {
  const { mailFrom, rcptTo } = session.envelope;
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (!stream.sizeExceeded) chunks.push(chunk);
  }
  // The server answers 552 to an oversized message on its own.
  if (stream.sizeExceeded) return;
  const from = mailFrom ? mailFrom.address : '';
  await store.save({ from, to: rcptTo.map(({ address }) => address) }, chunks);
}

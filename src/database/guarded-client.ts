import { Client, type ClientConfig } from 'pg';
import type { Duplex } from 'node:stream';

type Listener = (data: Buffer) => void;

/** The part of pg's connection that reads replies. Its types leave it out. */
interface ReplyReader {
  attachListeners(stream: Pick<Duplex, 'on'>): void;
}

/**
 * A client whose queries fail when a reply cannot be read, such as a value longer than a string of Node.js can be. pg
 * itself lets the error escape from the socket's event, outside of any request, which ends the process.
 */
export class GuardedClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const { connection } = this as unknown as { connection: ReplyReader };
    const attachListeners = connection.attachListeners.bind(connection);
    connection.attachListeners = (stream) => attachListeners(guarded(stream as Duplex));
  }
}

/** The stream's events; an error that a listener of `data` throws closes the stream with that error. */
function guarded(stream: Duplex): Pick<Duplex, 'on'> {
  const on = (event: string, listener: Listener): unknown => {
    if (event !== 'data') return stream.on(event, listener);
    return stream.on('data', (data: Buffer) => {
      try {
        listener(data);
      } catch (error) {
        stream.destroy(error as Error);
      }
    });
  };
  return { on } as Pick<Duplex, 'on'>;
}

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { waitUntil } from '../app/wait-until';

/** A message as it arrived. */
export interface ReceivedMessage {
  id: string;
  headers: IncomingHttpHeaders;
  raw: string;
  body: { type: string; timestamp: string; data: Record<string, unknown> };
  path: string;
}

/** A receiver of webhooks. Answers 200 unless a test says otherwise. */
export class WebhookReceiver {
  readonly messages: ReceivedMessage[] = [];
  /** Answers a request: a status, or whatever it does with the response itself. */
  answer: (message: ReceivedMessage, response: ServerResponse) => number | void = () => 200;
  private server: Server | undefined;
  private isTls = false;

  /** @param tls key and certificate; http without */
  static async start(tls?: { key: string; cert: string }): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    const handle: Parameters<typeof createServer>[1] = (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const { headers, url = '' } = request;
        const message = {
          id: String(headers['webhook-id']),
          headers,
          raw,
          body: JSON.parse(raw) as ReceivedMessage['body'],
          path: url,
        };
        receiver.messages.push(message);
        const status = receiver.answer(message, response);
        if (typeof status === 'number') response.writeHead(status).end();
      });
    };
    receiver.isTls = tls !== undefined;
    receiver.server = tls ? createTlsServer(tls, handle) : createServer(handle);
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  get port(): number {
    return (this.server?.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.isTls ? 'https' : 'http'}://127.0.0.1:${this.port}/hooks?team=1`;
  }

  /** The types of the messages so far, in the order of arrival. */
  get types(): string[] {
    return this.messages.map(({ body }) => body.type);
  }

  /** Waits until so many messages have arrived. */
  waitFor(count: number, timeoutMs = 20_000): Promise<void> {
    return waitUntil(`${count} messages`, () => this.messages.length >= count, timeoutMs);
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise<void>((done) => (this.server ? this.server.close(() => done()) : done()));
  }
}

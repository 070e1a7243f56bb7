import { type ParsedMail, simpleParser } from 'mailparser';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer, type SMTPServerAddress } from 'smtp-server';

/** A mail that the sink accepted. */
export interface ReceivedMail {
  /** Envelope recipients. */
  recipients: string[];
  /** Envelope sender, to which the mail would return. */
  returnPath: string;
  raw: Buffer;
  /** When its text had arrived, by `performance.now()`. */
  at: number;
}

/** A real SMTP server that keeps the mails it accepts, and refuses recipients where a test says so. */
export interface MailSink {
  url: string;
  port: number;
  mails: ReceivedMail[];
  /** Refuses a recipient: return an SMTP status such as 550, or null to accept. */
  refuse: (address: string) => number | null | Promise<number | null>;
  /** Milliseconds that each mail takes to be accepted. */
  delay: number;
  parsed(): Promise<ParsedMail[]>;
  /** The envelope recipients of all mails, sorted. */
  recipients(): string[];
  /** Forgets all mails, and accepts new ones at once again. */
  reset(): void;
  /** Waits until this many mails have arrived. */
  waitFor(count: number, timeoutMs?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a sink, on a free port unless one is given. */
export async function startMailSink(port = 0): Promise<MailSink> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo: ({ address }: SMTPServerAddress, _session, done) => {
      void Promise.resolve(sink.refuse(address)).then((status) =>
        done(
          status === null ? null : Object.assign(new Error('refused by the test'), { responseCode: status }),
        ),
      );
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        sink.mails.push({
          recipients: session.envelope.rcptTo.map((recipient) => recipient.address),
          returnPath: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
          raw: Buffer.concat(chunks),
          at: performance.now(),
        });
        setTimeout(done, sink.delay);
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const bound = (server.server.address() as AddressInfo).port;
  const sink: MailSink = {
    url: `smtp://127.0.0.1:${bound}`,
    port: bound,
    mails: [],
    refuse: () => null,
    delay: 0,
    parsed: () => Promise.all(sink.mails.map((mail) => simpleParser(mail.raw))),
    recipients: () => sink.mails.flatMap((mail) => mail.recipients).sort(),
    reset: () => {
      sink.mails.splice(0);
      sink.refuse = () => null;
      sink.delay = 0;
    },
    waitFor: async (count, timeoutMs = 15_000) => {
      const deadline = Date.now() + timeoutMs;
      while (sink.mails.length < count) {
        if (Date.now() > deadline) throw new Error(`${sink.mails.length} of ${count} mails came in time.`);
        await sleep(20);
      }
    },
    stop: () => new Promise((done) => server.close(() => done())),
  };
  return sink;
}

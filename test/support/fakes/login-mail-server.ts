import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { LOCALHOST_CERTIFICATE } from './localhost-certificate';

/** A mail server that asks for a login, over TLS with a certificate that signs itself. */
export interface LoginMailServer {
  port: number;
  /** Raw texts of the mails that it accepted. */
  mails: string[];
  stop(): Promise<void>;
}

export const LOGIN = { user: 'research@acme.test', password: 'p/ss w@rd' };

/** `user:password`, encoded for SMTP_URL. */
export const LOGIN_IN_URL = `${encodeURIComponent(LOGIN.user)}:${encodeURIComponent(LOGIN.password)}`;

/** Starts a server on a free port. @param options replace those that make it want STARTTLS and a login */
export async function startLoginMailServer(options: SMTPServerOptions = {}): Promise<LoginMailServer> {
  const mails: string[] = [];
  const server = new SMTPServer({
    ...LOCALHOST_CERTIFICATE,
    name: 'mail.acme.test',
    disableReverseLookup: true,
    size: 2_000_000,
    onAuth: ({ username, password }, _session, done) => {
      if (username === LOGIN.user && password === LOGIN.password) return done(null, { user: username });
      // A careless server repeats the login.
      const error = new Error(`5.7.8 authentication failed for ${username} with ${password}`);
      done(Object.assign(error, { responseCode: 535 }));
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString());
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

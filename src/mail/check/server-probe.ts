import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { TLSSocket } from 'node:tls';
import type { SmtpError } from './smtp-words';
import type { smtpOptions } from '../smtp-options';

/** The answers of the mail server, up to the point where it refused something. */
export interface ServerFacts {
  /** Null when the connection is established. */
  connectionError: SmtpError | null;
  /** Null for a connection without TLS. */
  tls: { protocol: string; validTo: Date | null } | null;
  extensions: string[];
  /** Bytes that a mail may have; 0 if the server names no limit. */
  maxSize: number;
  authMethods: string[];
  /** `none`: SMTP_URL has no user. `unavailable`: the server offers no login. */
  login: 'none' | 'unavailable' | 'accepted' | SmtpError;
  /** Replies to `MAIL FROM` and `RCPT TO`; null when the command was not sent. */
  sender: string | null;
  recipient: string | null;
}

/** The mailboxes to name in the dialogue; `to` is null to leave out the recipient. */
export interface ProbeEnvelope {
  from: string;
  to: string | null;
}

const ASCII = /^[\x20-\x7e]*$/;
const CAPABILITIES = 'PARLEY-CAPABILITIES';
const ENVELOPE = 'PARLEY-ENVELOPE';

/**
 * Connects to the mail server as a send does, logs in, and names sender and recipient without sending a mail. Resolves
 * also if the server refuses something.
 */
export async function probeServer(
  options: ReturnType<typeof smtpOptions>,
  envelope: ProbeEnvelope,
): Promise<ServerFacts> {
  const facts: ServerFacts = {
    connectionError: null,
    tls: null,
    extensions: [],
    maxSize: 0,
    authMethods: [],
    login: 'none',
    sender: null,
    recipient: null,
  };
  const connection = new SMTPConnection({ ...options, customAuth: handlersFor(facts, envelope) });
  const ended = new Promise<never>((_resolve, reject) => {
    connection.on('error', reject);
    // After 421 the connection ends without an error.
    connection.on('end', () => reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' })));
  });
  ended.catch(() => undefined);
  /** Settles with the callback, or fails when the connection does, which then calls no callback. */
  const step = (start: (done: (error?: Error | null) => void) => void): Promise<void> =>
    Promise.race([
      new Promise<void>((resolve, reject) => start((error) => (error ? reject(error) : resolve()))),
      ended,
    ]);
  try {
    await step((done) => connection.connect(done));
    facts.tls = tlsOf(connection);
    await step((done) => connection.login(methodOf(CAPABILITIES), done));
    facts.login = await logIn(connection, options, facts, step);
    if (facts.login === 'none' || facts.login === 'accepted' || facts.login === 'unavailable') {
      await step((done) => connection.login(methodOf(ENVELOPE), done));
    }
    connection.quit();
  } catch (error) {
    facts.connectionError = error as SmtpError;
    connection.close();
  }
  return facts;
}

/**
 * A handler of a login method is the public way of nodemailer to see the server's extensions and to send commands of
 * one's own on a connection. These two log in nowhere.
 */
function handlersFor(
  facts: ServerFacts,
  { from, to }: ProbeEnvelope,
): SMTPConnection.CustomAuthenticationHandlers {
  return {
    [CAPABILITIES]: async (context) => {
      facts.extensions = context.extensions;
      facts.authMethods = context.authMethods;
      facts.maxSize = context.maxAllowedSize || 0;
      return true;
    },
    [ENVELOPE]: async (context) => {
      const isAscii = ASCII.test(`${from}${to ?? ''}`);
      const parameters = !isAscii && context.extensions.includes('SMTPUTF8') ? ' SMTPUTF8' : '';
      const ask = async (command: string) => (await context.sendCommand(command)).response;
      facts.sender = await ask(`MAIL FROM:<${from}>${parameters}`);
      if (!facts.sender.startsWith('2')) return true;
      if (to !== null) facts.recipient = await ask(`RCPT TO:<${to}>`);
      await ask('RSET');
      return true;
    },
  };
}

/** A login by the handler of this name. The type asks for credentials, which such a login does not use. */
function methodOf(method: string): SMTPConnection.Credentials {
  return { method, user: '-', pass: '-' } as SMTPConnection.Credentials;
}

async function logIn(
  connection: SMTPConnection,
  { auth }: { auth?: { user: string; pass: string } },
  facts: ServerFacts,
  step: (start: (done: (error?: Error | null) => void) => void) => Promise<void>,
): Promise<ServerFacts['login']> {
  if (!auth) return 'none';
  // A send goes on without a login when the server offers none.
  if (facts.authMethods.length === 0) return 'unavailable';
  try {
    await step((done) => connection.login({ credentials: auth }, done));
    return 'accepted';
  } catch (error) {
    if ((error as SmtpError).code !== 'EAUTH') throw error;
    return error as SmtpError;
  }
}

function tlsOf({ _socket: socket }: SMTPConnection): ServerFacts['tls'] {
  if (!(socket instanceof TLSSocket)) return null;
  const { valid_to: validTo } = socket.getPeerCertificate();
  return { protocol: socket.getProtocol() ?? 'TLS', validTo: validTo ? new Date(validTo) : null };
}

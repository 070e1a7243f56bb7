import { type Finding, note, ok, problem } from './finding';
import { isLocalNetwork, isLoopback } from './host-names';
import type { ServerFacts } from './server-probe';
import { connectionWords, quoteReply, refusalWords, type SmtpTarget } from './smtp-words';

/** The server of SMTP_URL, with everything that the judgement depends on. */
export interface ServerContext extends SmtpTarget {
  /** The value of `?tls=`. */
  tls: string | null;
  hasLogin: boolean;
  mailFrom: string;
  to: string | null;
  /** Parts of the login, which no sentence may repeat. */
  secrets: string[];
  now: Date;
}

const DAY_MS = 86_400_000;
const CERTIFICATE_DAYS = 14;
/** Mails are about 20 KB. */
const SMALLEST_SIZE = 100_000;
const KNOWN_METHODS = ['PLAIN', 'LOGIN', 'CRAM-MD5'];

/** Judges what the mail server said. */
export function judgeServer(facts: ServerFacts, context: ServerContext): Finding[] {
  const findings: Finding[] = [];
  const { connectionError, sender, recipient } = facts;
  const isConnected = facts.extensions.length > 0 || facts.tls !== null || connectionError === null;
  if (isConnected) {
    findings.push(
      ok('connection', `${context.host} answers on port ${context.port}.`),
      ...judgeTls(facts, context),
      ...judgeLogin(facts, context),
      ...judgeExtensions(facts, context),
    );
  }
  if (connectionError !== null) {
    const { response = '' } = connectionError;
    const text = `${connectionWords(connectionError, context)}${quoted(response, context)}`;
    findings.push(problem('connection', text));
  }
  if (sender !== null) {
    findings.push(
      judgeReply('MAIL FROM', sender, `The server takes mail from ${context.mailFrom}.`, context),
    );
  }
  if (recipient !== null) {
    findings.push(judgeReply('RCPT TO', recipient, `The server takes mail for ${context.to}.`, context));
  }
  return findings;
}

/** Whether a mail can be tried: the server has refused nothing so far. */
export function isReadyToSend({ connectionError, login, sender, recipient }: ServerFacts): boolean {
  const accepts = (reply: string | null) => reply?.startsWith('2') ?? false;
  const isLoggedIn = login === 'none' || login === 'accepted' || login === 'unavailable';
  return connectionError === null && isLoggedIn && accepts(sender) && accepts(recipient);
}

function judgeTls(
  { tls }: ServerFacts,
  { host, secure, hasLogin, now, ...context }: ServerContext,
): Finding[] {
  const check = 'TLS';
  if (tls === null) {
    if (isLoopback(host)) return [ok(check, 'The connection has no TLS, and does not leave this machine.')];
    const risk = hasLogin ? 'user, password and mails' : 'mails';
    if (context.tls === 'off' && isLocalNetwork(host)) {
      return [note(check, `Everybody in the local network can read ${risk}, because of ?tls=off.`)];
    }
    const cause =
      context.tls === 'off' ? 'because of ?tls=off in SMTP_URL' : 'because the server offers no STARTTLS';
    return [
      problem(
        check,
        `The connection has no TLS, ${cause}, so everybody on the way can read ${risk}. Use smtps:// and port 465, or a server with STARTTLS and ?tls=required.`,
      ),
    ];
  }
  const findings = [
    ok(check, `The connection uses ${tls.protocol}, ${secure ? 'from the start' : 'by STARTTLS'}.`),
  ];
  if (!secure && context.tls !== 'required' && !isLoopback(host)) {
    findings.push(
      note(
        check,
        'Somebody on the way could suppress STARTTLS, and mails would be sent without TLS. With ?tls=required at the end of SMTP_URL they are not.',
      ),
    );
  }
  const daysLeft = tls.validTo === null ? Infinity : (tls.validTo.getTime() - now.getTime()) / DAY_MS;
  if (daysLeft < CERTIFICATE_DAYS) {
    findings.push(
      note(check, `The certificate of the server expires in ${Math.max(0, Math.floor(daysLeft))} days.`),
    );
  }
  return findings;
}

function judgeLogin(
  { login, authMethods, connectionError, tls }: ServerFacts,
  context: ServerContext,
): Finding[] {
  const check = 'login';
  if (login === 'accepted') return [ok(check, 'The server accepts user and password.')];
  if (login === 'unavailable') {
    const fix =
      tls === null && context.tls === 'off'
        ? 'Many servers offer it over TLS only: remove ?tls=off.'
        : 'Use the port for submission (587 or 465), or remove user and password from SMTP_URL.';
    return [
      problem(
        check,
        `SMTP_URL has a user, and the server offers no login, so mails are sent without one. ${fix}`,
      ),
    ];
  }
  if (login === 'none') {
    if (context.hasLogin || connectionError !== null || authMethods.length === 0) return [];
    return [
      note(
        check,
        'SMTP_URL has no user and password, and the server offers a login. Without one it may take mail for its own domains only.',
      ),
    ];
  }
  const takesPasswords = authMethods.some((method) => KNOWN_METHODS.includes(method));
  const words = takesPasswords
    ? refusalWords('AUTH', login.response ?? '')
    : 'The server takes logins by OAuth only, which Parley cannot do. Enable passwords for SMTP (SMTP AUTH) at the provider, or use its relay.';
  return [problem(check, `${words}${quoted(login.response ?? '', context)}`)];
}

function judgeExtensions(
  { extensions, maxSize, connectionError }: ServerFacts,
  { to }: ServerContext,
): Finding[] {
  const check = 'extensions';
  // The list that came before a failed upgrade to TLS does not count.
  if (extensions.length === 0 && connectionError !== null) return [];
  const findings: Finding[] = [];
  const list = extensions.length === 0 ? 'none of those that matter here' : [...extensions].sort().join(', ');
  if (maxSize > 0 && maxSize < SMALLEST_SIZE) {
    findings.push(
      problem(check, `The server takes mails of at most ${maxSize} bytes. Raise the limit to 1 MB.`),
    );
  }
  if (!extensions.includes('SMTPUTF8')) {
    const isNeeded = /[^\x20-\x7e]/.test(to?.slice(0, to.lastIndexOf('@')) ?? '');
    const text =
      'The server has no SMTPUTF8, so people whose address has other characters than ASCII before the @ get no mail.';
    findings.push(isNeeded ? problem(check, `${text} The address after --to is one.`) : note(check, text));
  }
  const size = maxSize > 0 ? `; a mail may have ${Math.floor(maxSize / 1000)} KB` : '';
  return [ok(check, `The server offers ${list}${size}.`), ...findings];
}

function judgeReply(
  command: 'MAIL FROM' | 'RCPT TO',
  reply: string,
  accepted: string,
  context: ServerContext,
): Finding {
  const check = command === 'MAIL FROM' ? 'sender' : 'recipient';
  if (reply.startsWith('2')) return ok(check, accepted);
  return problem(check, `${refusalWords(command, reply)}${quoted(reply, context)}`);
}

/** The server's own words, in brackets after a sentence. */
export function quoted(reply: string, { secrets }: { secrets: string[] }): string {
  return reply === '' ? '' : ` (${quoteReply(reply, secrets)})`;
}

/** The parts of nodemailer's errors that are used here. */
export interface SmtpError {
  message: string;
  code?: string;
  /** The code of the error below, such as `ECONNREFUSED`. */
  originalCode?: string;
  /** Which of several time limits was reached. */
  timeoutType?: string;
  command?: string;
  /** The server's reply. */
  response?: string;
  responseCode?: number;
}

/** The connection that an error is about. */
export interface SmtpTarget {
  host: string;
  port: number;
  /** Whether SMTP_URL is smtps://. */
  secure: boolean;
  /** Seconds that the server may stay silent. */
  timeoutSeconds: number;
}

type Words = [pattern: RegExp, sentence: (target: SmtpTarget) => string];

const PORTS = 'Usual ports are 587 with smtp:// and 465 with smtps://';

/** Codes of Node, OpenSSL and nodemailer, and what to do about them. */
const BY_CODE: Words[] = [
  [/^ENOTFOUND$/, ({ host }) => `There is no host ${host} in DNS. Look for a typing error in SMTP_URL.`],
  [
    /^(?:EAI_AGAIN|ESERVFAIL|EREFUSED|ETIMEOUT)$/,
    ({ host }) => `DNS did not answer for ${host}. Look at the DNS servers of this machine or container.`,
  ],
  [
    /^ECONNREFUSED$/,
    ({ host, port }) =>
      `Nothing listens on port ${port} of ${host}, or a firewall refuses the connection. ${PORTS}; look at what your provider says.`,
  ],
  [
    /^(?:EHOSTUNREACH|ENETUNREACH|EACCES|EPERM)$/,
    ({ host }) => `This machine has no way to ${host}. Look at its network, routes and firewall.`,
  ],
  [
    /^CONNECT_TIMEOUT$|^ETIMEDOUT$/,
    ({ host, port, timeoutSeconds }) =>
      `${host} did not take a connection on port ${port} within ${timeoutSeconds} s. A firewall drops it, or the hosting company blocks outgoing mail; ask for ports 587 and 465 to be opened, or try 2525 if your provider has it.`,
  ],
  [
    /^GREETING_TIMEOUT$/,
    ({ port, secure, timeoutSeconds }) =>
      secure
        ? `The server sent no greeting within ${timeoutSeconds} s.`
        : `The server sent no greeting within ${timeoutSeconds} s. If port ${port} speaks TLS from the start, write smtps:// in SMTP_URL. A server that is merely slow is given more time by --timeout.`,
  ],
  [
    /^(?:UPGRADE_TIMEOUT|SOCKET_TIMEOUT)$/,
    ({ timeoutSeconds }) =>
      `The server stayed silent for ${timeoutSeconds} s in the middle of the dialogue. Try again with a longer --timeout, and look at the log of the server.`,
  ],
  [
    /SELF_SIGNED_CERT/,
    ({ host }) =>
      `The certificate of ${host} is self-signed, so nobody vouches for it. Give the server one of a public authority, or point NODE_EXTRA_CA_CERTS to the certificate of yours.`,
  ],
  [
    /^CERT_HAS_EXPIRED$/,
    ({ host }) => `The certificate of ${host} has expired. Renew it on the mail server.`,
  ],
  [
    /^CERT_NOT_YET_VALID$/,
    ({ host }) => `The certificate of ${host} is not valid yet. Look at the clock of this machine.`,
  ],
  [
    /ALTNAME_INVALID|HOSTNAME_MISMATCH/,
    ({ host }) =>
      `The certificate of the server is for another name than ${host}. Write the name that the certificate has into SMTP_URL.`,
  ],
  [
    /UNABLE_TO_(?:VERIFY|GET_ISSUER)/,
    ({ host }) =>
      `The certificate of ${host} comes from an authority that is not known here, or the server leaves out an intermediate certificate. Have it send the whole chain, or point NODE_EXTRA_CA_CERTS to the authority.`,
  ],
  [/CERT|INVALID_CA|INVALID_PURPOSE/, ({ host }) => `The certificate of ${host} is not accepted.`],
  [
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW/,
    () => 'The server speaks only versions of TLS before 1.2, which are not safe. Update the server.',
  ],
  [
    /^ERR_SSL|^EPROTO$/,
    ({ port, secure }) =>
      secure
        ? `Port ${port} does not speak TLS from the start. Write smtp:// instead of smtps:// in SMTP_URL, or use port 465.`
        : 'The server offers STARTTLS, and the TLS handshake fails. Look at the log of the server.',
  ],
];

/** Words for an error without a reply of the server: connecting, TLS, silence. */
export function connectionWords(error: SmtpError, target: SmtpTarget): string {
  const { code = '', originalCode = '', timeoutType = '', response, command } = error;
  if (response !== undefined && response !== '') return refusalWords(command ?? 'CONN', response);
  for (const candidate of [timeoutType, originalCode, code]) {
    const found = candidate === '' ? undefined : BY_CODE.find(([pattern]) => pattern.test(candidate));
    if (found) return found[1](target);
  }
  if (/closed|ECONNRESET|EPIPE/i.test(`${error.message} ${originalCode}`)) {
    const reason = target.secure ? '' : ` If port ${target.port} speaks TLS from the start, write smtps://.`;
    return `The server closed the connection. It may not accept connections from the address of this machine.${reason}`;
  }
  return `The connection failed (${originalCode || code || 'unknown error'}).`;
}

/** Replies of servers by the command they answer. The first match counts, the last row of a command always matches. */
const REFUSALS: [command: RegExp, reply: RegExp, sentence: string][] = [
  [
    /^CONN|^EHLO|^HELO/,
    /^5/,
    'The server does not talk to this machine. Its address may be on a block list; ask the operator of the server, or send by a provider that you log in to.',
  ],
  [
    /^STARTTLS/,
    /./,
    'The server does not offer STARTTLS, and SMTP_URL asks for it (?tls=required). Use another port or server.',
  ],
  [
    /^AUTH/,
    /^530|^538|encrypt|starttls/i,
    'The server takes the login over TLS only. Remove ?tls=off from SMTP_URL, or use smtps:// and port 465.',
  ],
  [/^AUTH/, /^4/, 'The server cannot check the login at the moment. Try again in some minutes.'],
  [
    /^AUTH/,
    /application-specific|app password|5\.7\.9|InvalidSecondFactor/i,
    'The server wants an app password instead of the password of the account. Make one in the settings of the account, and put it into SMTP_URL.',
  ],
  [
    /^AUTH/,
    /^50[0-4]|^503|not (?:supported|enabled|available)|disabled|5\.7\.139/i,
    'The server does not let this account log in over SMTP, or takes no login on this port. Enable SMTP AUTH at the provider, or use port 587.',
  ],
  [
    /^AUTH/,
    /./,
    'User or password is wrong. Compare SMTP_URL with what the provider shows; special characters are percent-encoded in it (% as %25, @ as %40, / as %2F, # as %23, ? as %3F).',
  ],
  [
    /./,
    /not verified|unverified|sandbox/i,
    'The provider sends only from and, for a new account, to addresses that it has verified. Verify the domain of MAIL_FROM there, and have the account released.',
  ],
  [
    /./,
    /^530|authentication required|must (?:be )?authenticat|login first|5\.7\.0 .*auth/i,
    'The server wants a login. Put user and password into SMTP_URL.',
  ],
  [
    /^(?:RCPT TO|DATA)/,
    /relay|5\.7\.54|not permitted to send to/i,
    'The server does not pass on mail to other domains for this sender. Log in (user and password in SMTP_URL), or allow the address of this machine on the server.',
  ],
  [
    /./,
    /^4.*(?:gr[ae]y ?list|try again later|4\.7\.1 )/is,
    'The server puts off senders that it does not know yet (greylisting). Run the check again in five minutes; Parley tries again by itself.',
  ],
  [
    /./,
    /\b(?:spf|dkim|dmarc)\b|unauthenticated|5\.7\.(?:2\d|515)/i,
    'The receiver misses authentication of the sender. Set up what is missing below of SPF, DKIM and DMARC.',
  ],
  [
    /./,
    /block(?:ed|ing| ?list)|black ?list|spamhaus|rbl|reputation/i,
    'The address of this machine is on a block list. Ask the operator of the list to remove it, or send by a provider that you log in to.',
  ],
  [/./, /^(?:452|552)/, 'The mailbox is full, or the mail is larger than the server takes.'],
  [
    /^MAIL FROM/,
    /^4/,
    'The server does not take mail from MAIL_FROM at the moment. Try again in some minutes; Parley does so by itself.',
  ],
  [
    /^MAIL FROM/,
    /./,
    'The server does not let this account send from the address of MAIL_FROM. Set MAIL_FROM to an address that the account may use, or allow it at the provider.',
  ],
  [
    /^RCPT TO/,
    /^4/,
    'The server does not take mail for this recipient at the moment. Try again in some minutes; Parley does so by itself.',
  ],
  [
    /^RCPT TO/,
    /^5\d\d.*(?:5\.1\.[12]|unknown|no such|does not exist|invalid)/is,
    'There is no such recipient. Look at the address after --to.',
  ],
  [
    /^RCPT TO/,
    /./,
    'The server refuses this recipient. Look at the address after --to, and at the log of the server.',
  ],
  [
    /./,
    /^4/,
    'The server is not able to take mail at the moment. Try again in some minutes; Parley does so by itself.',
  ],
  [/./, /./, 'The server refuses the mail. Look at its log.'],
];

/** Words for a reply 4yz or 5yz. @param command the SMTP command that the server answers */
export function refusalWords(command: string, reply: string): string {
  const found = REFUSALS.find(([commands, replies]) => commands.test(command) && replies.test(reply));
  return found?.[2] ?? 'The server refuses the mail.';
}

/** A reply in one line, without anything that a terminal would obey and without the parts of the login. */
export function quoteReply(reply: string, secrets: string[]): string {
  let line = reply.replace(/[\p{C}\s]+/gu, ' ').trim();
  for (const secret of secrets) line = line.replaceAll(secret, '***');
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

/** The forms in which a server could repeat parts of the login of SMTP_URL. */
export function secretsOf(smtpUrl: string): string[] {
  const { username, password } = new URL(smtpUrl);
  if (username === '' && password === '') return [];
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  const forms = [pass, user, `\0${user}\0${pass}`].flatMap((text) => [
    text,
    Buffer.from(text).toString('base64'),
  ]);
  // Very short ones would blot out unrelated words.
  return forms.filter((text) => text.length > 2);
}

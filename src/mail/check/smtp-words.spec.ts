import {
  connectionWords,
  quoteReply,
  refusalWords,
  secretsOf,
  type SmtpError,
  type SmtpTarget,
} from './smtp-words';

const target: SmtpTarget = { host: 'mail.acme.org', port: 587, secure: false, timeoutSeconds: 30 };
const tls: SmtpTarget = { ...target, port: 465, secure: true };

describe('an error of the connection', () => {
  it.each<[name: string, error: Partial<SmtpError>, on: SmtpTarget, words: RegExp]>([
    ['no such host', { code: 'EDNS', originalCode: 'ENOTFOUND' }, target, /no host mail\.acme\.org in DNS/],
    [
      'silent DNS',
      { code: 'EDNS', originalCode: 'EAI_AGAIN' },
      target,
      /DNS did not answer for mail\.acme\.org/,
    ],
    ['refused', { code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, target, /Nothing listens on port 587/],
    ['no route', { code: 'ESOCKET', originalCode: 'ENETUNREACH' }, target, /no way to mail\.acme\.org/],
    [
      'no connection in time',
      { code: 'ETIMEDOUT', timeoutType: 'CONNECT_TIMEOUT' },
      target,
      /within 30 s\. A firewall/,
    ],
    [
      'no connection in time, from the system',
      { code: 'ESOCKET', originalCode: 'ETIMEDOUT' },
      target,
      /A firewall/,
    ],
    [
      'no greeting',
      { code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT' },
      target,
      /write smtps:\/\/ in SMTP_URL/,
    ],
    [
      'no greeting over TLS',
      { code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT' },
      tls,
      /^The server sent no greeting within 30 s\.$/,
    ],
    ['silence later', { code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }, target, /silent for 30 s/],
    [
      'self-signed',
      { code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      target,
      /self-signed.*NODE_EXTRA_CA_CERTS/,
    ],
    ['expired', { code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' }, target, /has expired/],
    [
      'not yet valid',
      { code: 'ESOCKET', originalCode: 'CERT_NOT_YET_VALID' },
      target,
      /clock of this machine/,
    ],
    [
      'another name',
      { code: 'ESOCKET', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      target,
      /for another name/,
    ],
    [
      'unknown authority',
      { code: 'ESOCKET', originalCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
      target,
      /the whole chain/,
    ],
    ['another certificate', { code: 'ESOCKET', originalCode: 'CERT_REVOKED' }, target, /is not accepted/],
    ['old TLS', { code: 'ESOCKET', originalCode: 'ERR_SSL_UNSUPPORTED_PROTOCOL' }, tls, /before 1\.2/],
    [
      'no TLS',
      { code: 'ESOCKET', originalCode: 'ERR_SSL_WRONG_VERSION_NUMBER' },
      tls,
      /Write smtp:\/\/ instead of smtps/,
    ],
    ['failed STARTTLS', { code: 'ESOCKET', originalCode: 'EPROTO' }, target, /the TLS handshake fails/],
    [
      'closed',
      { code: 'ECONNECTION', message: 'Connection closed unexpectedly' },
      target,
      /closed the connection.*write smtps:/,
    ],
    [
      'reset',
      { code: 'ESOCKET', originalCode: 'ECONNRESET' },
      tls,
      /closed the connection\. It may not accept/,
    ],
    [
      'a refused greeting',
      { code: 'EPROTOCOL', command: 'CONN', response: '554 5.7.1 no' },
      target,
      /does not talk to this machine/,
    ],
    [
      'a busy server',
      { code: 'EPROTOCOL', command: 'CONN', response: '421 4.3.2 busy' },
      target,
      /not able to take mail at the moment/,
    ],
    [
      'missing STARTTLS',
      { code: 'ETLS', command: 'STARTTLS', response: '502 what?' },
      target,
      /does not offer STARTTLS/,
    ],
    ['something else', { code: 'EWEIRD' }, target, /failed \(EWEIRD\)/],
  ])('%s', (_name, error, on, words) => {
    expect(connectionWords({ message: '', ...error }, on)).toMatch(words);
  });
});

describe('a refusal', () => {
  it.each<[command: string, reply: string, words: RegExp]>([
    ['AUTH PLAIN', '535 5.7.8 Error: authentication failed', /User or password is wrong/],
    ['AUTH LOGIN', '534 5.7.9 Application-specific password required', /wants an app password/],
    [
      'AUTH PLAIN',
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled',
      /Enable SMTP AUTH/,
    ],
    ['AUTH PLAIN', '503 5.5.1 Error: authentication not enabled', /takes no login on this port/],
    ['AUTH PLAIN', '538 5.7.11 Encryption required', /over TLS only/],
    ['AUTH PLAIN', '530 5.7.0 Must issue a STARTTLS command first', /over TLS only/],
    ['AUTH PLAIN', '454 4.7.0 Temporary authentication failure', /cannot check the login at the moment/],
    ['MAIL FROM', '530 5.7.0 Authentication Required', /wants a login/],
    [
      'MAIL FROM',
      '553 5.7.1 Sender address rejected: not owned by user x',
      /does not let this account send from/,
    ],
    [
      'MAIL FROM',
      '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
      /does not let this account send/,
    ],
    ['MAIL FROM', '451 4.3.0 later', /take mail from MAIL_FROM at the moment/],
    ['RCPT TO', '554 5.7.1 <a@b.org>: Relay access denied', /does not pass on mail/],
    ['RCPT TO', '550 relaying denied', /does not pass on mail/],
    ['RCPT TO', '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', /does not pass on mail/],
    ['RCPT TO', '450 4.2.0 <a@b.org>: Recipient address rejected: Greylisted', /greylisting/],
    ['RCPT TO', '451 4.7.1 Please try again later', /greylisting/],
    ['RCPT TO', '450 4.1.1 mailbox busy', /for this recipient at the moment/],
    ['RCPT TO', '550 5.1.1 User unknown', /no such recipient/],
    ['RCPT TO', '550 no', /refuses this recipient/],
    [
      'RCPT TO',
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
      /block list/,
    ],
    [
      'DATA',
      '554 Message rejected: Email address is not verified. The following identities failed',
      /only from and.*verified/,
    ],
    [
      'DATA',
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated.',
      /misses authentication/,
    ],
    [
      'DATA',
      '550 5.7.515 Access denied, sending domain does not meet the required authentication level',
      /misses authentication/,
    ],
    ['DATA', '552 5.2.2 mailbox full', /mailbox is full/],
    ['DATA', '451 4.0.0 no', /at the moment/],
    ['DATA', '550 5.7.1 spam', /refuses the mail\. Look at its log/],
  ])('%s: %s', (command, reply, words) => {
    expect(refusalWords(command, reply)).toMatch(words);
  });
});

describe('a quoted reply', () => {
  it('is one line that a terminal does not obey', () => {
    expect(quoteReply('550-one\r\n550 \u001b[31mtwo\u0007\u202e three', [])).toBe(
      '550-one 550 [31mtwo three',
    );
    expect(quoteReply(`550 ${'x'.repeat(500)}`, [])).toHaveLength(200);
  });

  it('has no part of the login in any form', () => {
    const secrets = secretsOf('smtp://us%40er:p%C3%A4ss%2Fword@mail.acme.org');
    const encoded = Buffer.from('\0us@er\0päss/word').toString('base64');
    const reply = `535 us@er päss/word ${encoded} ${Buffer.from('päss/word').toString('base64')}`;
    expect(quoteReply(reply, secrets)).toBe('535 *** *** *** ***');
    expect(secretsOf('smtp://mail.acme.org')).toEqual([]);
  });
});

import { MailFailure, type MailFailureKind } from './mail-failure';

const rcpt = (response: string) => ({
  responseCode: Number(response.slice(0, 3)),
  response,
  command: 'RCPT TO',
  code: 'EENVELOPE',
});

describe('MailFailure.from', () => {
  it.each<[string, object, MailFailureKind, string]>([
    ['a permanent reply', { responseCode: 550, command: 'RCPT TO' }, 'permanent', 'smtp_550'],
    ['a temporary reply', { responseCode: 451, command: 'DATA' }, 'temporary', 'smtp_451'],
    ['a server that closes the connection', { responseCode: 421 }, 'unreachable', 'smtp_unreachable'],
    ['a refused connection', { code: 'ECONNECTION', command: 'CONN' }, 'unreachable', 'smtp_unreachable'],
    ['a refusal in the greeting', { responseCode: 554, command: 'CONN' }, 'unreachable', 'smtp_unreachable'],
    ['a refused login', { responseCode: 535, code: 'EAUTH' }, 'unreachable', 'smtp_login_refused'],
    ['an envelope that cannot be sent', { code: 'EENVELOPE' }, 'permanent', 'mail_rejected'],
    ['a message that cannot be sent', { code: 'EMESSAGE' }, 'permanent', 'mail_rejected'],
    ['any other error', new Error('socket closed'), 'unreachable', 'smtp_unreachable'],
    ['a sender without login', { responseCode: 530, command: 'MAIL FROM' }, 'unreachable', 'sender_refused'],
    ['a sender of another', { responseCode: 553, command: 'MAIL FROM' }, 'unreachable', 'sender_refused'],
    ['a sender too early', { responseCode: 451, command: 'MAIL FROM' }, 'unreachable', 'sender_refused'],
    ['a refused EHLO', { responseCode: 550, command: 'EHLO' }, 'unreachable', 'sender_refused'],
    ['a mail that is too large', { responseCode: 552, command: 'MAIL FROM' }, 'permanent', 'smtp_552'],
    ['a login asked for at RCPT', rcpt('530 5.7.0 login first'), 'unreachable', 'sender_refused'],
    [
      'a self-signed certificate',
      { code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT', command: 'CONN' },
      'unreachable',
      'smtp_certificate',
    ],
    [
      'a certificate of another host',
      { code: 'ESOCKET', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID', command: 'CONN' },
      'unreachable',
      'smtp_certificate',
    ],
  ])('maps %s', (_name, error, kind, code) => {
    expect(MailFailure.from(error)).toMatchObject({ kind, code });
  });

  it.each(['CONN', 'EHLO', 'MAIL FROM', 'RCPT TO', 'DATA'])(
    'takes 421 to %s as trouble of the server',
    (command) => {
      for (const textIsOut of [false, true]) {
        const error = { responseCode: 421, command, code: 'EENVELOPE' };
        expect(MailFailure.from(error, textIsOut)).toMatchObject({
          kind: 'unreachable',
          code: 'smtp_unreachable',
        });
      }
    },
  );

  it.each([
    '550 5.4.5 daily sending limit',
    '452 4.5.3 too many recipients',
    '553 5.1.8 bad sender',
    '550 5.7.26 unauthenticated sender',
    '530 5.7.57 client was not authenticated',
    '550-5.7.708 traffic not accepted\n550 5.7.708 from this address',
    '451 4.7.500 server busy',
  ])('takes %s to RCPT as said about the sender', (response) => {
    expect(MailFailure.from(rcpt(response))).toMatchObject({ kind: 'unreachable', code: 'sender_refused' });
  });

  it.each([
    ['550 5.1.1 unknown', 'permanent'],
    ['550 5.7.1 not wanted', 'permanent'],
    ['550 5.7.124 not in the list of senders', 'permanent'],
    ['552 5.2.2 mailbox full', 'permanent'],
    ['450 4.7.1 greylisted', 'temporary'],
    ['452 4.2.2 mailbox full', 'temporary'],
    ['550 mailbox 5.4.5 unknown', 'permanent'],
  ])('takes %s to RCPT as said about the recipient', (response, kind) => {
    expect(MailFailure.from(rcpt(response))).toMatchObject({ kind, code: `smtp_${response.slice(0, 3)}` });
  });

  it.each([
    ['silence', { code: 'ETIMEDOUT', command: 'CONN' }, 'smtp_no_reply'],
    ['a lost connection', { code: 'ECONNECTION', command: 'CONN' }, 'smtp_connection_lost'],
    ['a reset connection', { code: 'ESOCKET', originalCode: 'ECONNRESET' }, 'smtp_connection_lost'],
    [
      'a reply of another kind',
      { code: 'EMESSAGE', responseCode: 354, command: 'DATA' },
      'smtp_connection_lost',
    ],
  ])('is uncertain after %s once the text is out', (_name, error, code) => {
    expect(MailFailure.from(error, true)).toMatchObject({ kind: 'uncertain', code });
    expect(MailFailure.from(error, false).kind).not.toBe('uncertain');
  });

  it('is certain of a refusal of the text', () => {
    const error = { code: 'EMESSAGE', responseCode: 554, response: '554 5.7.1 spam', command: 'DATA' };
    expect(MailFailure.from(error, true)).toMatchObject({ kind: 'permanent', code: 'smtp_554' });
  });

  it("does not carry the server's text, which can contain addresses", () => {
    const failure = MailFailure.from(
      Object.assign(new Error('550 <ada@example.com> unknown'), { responseCode: 550 }),
    );
    expect(`${failure.message} ${failure.stack} ${JSON.stringify(failure)}`).not.toContain('ada@example.com');
  });
});
